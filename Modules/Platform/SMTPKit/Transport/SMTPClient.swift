import Glibc
import Threading

/// Sends messages to one server, each over a connection of its own.
package final class SMTPClient: Sendable {
    package let server: SMTPServer
    private let timeout: Duration
    private let pool: BlockingPool

    /// Opens nothing: the threads come with the first message.
    /// - Parameters:
    ///   - timeout: from the call of `send` to its end, waiting included. A name server that doesn't answer may
    ///     hold a thread longer, as `resolv.conf` says.
    ///   - queueLimit: messages that may wait; the next one is `busy`.
    package init(_ server: SMTPServer, timeout: Duration, threads: Int = 2, queueLimit: Int = 64) {
        self.server = server
        self.timeout = timeout
        pool = BlockingPool(name: "smtp", threads: threads, queueLimit: queueLimit)
    }

    /// Returns when the server has taken responsibility for the message.
    /// - Parameter login: `nil` when the server wants none. Never sent in clear to another machine.
    package func send(_ message: MailMessage, login: SMTPLogin?) async throws(SMTPFailure) {
        let deadline = ContinuousClock.now + timeout, server = server
        let outcome: SMTPFailure?
        do {
            outcome = try await pool.run {
                do throws(SMTPFailure) {
                    try SMTPDelivery(server: server, login: login, deadline: deadline).perform(message)
                    return nil
                } catch {
                    return error
                }
            }
        } catch is BlockingPool.Saturated {
            throw SMTPFailure(.busy, detail: "Too many messages wait.")
        } catch {
            throw SMTPFailure(.stopped)
        }
        if let outcome { throw outcome }
    }

    /// Messages that wait for a thread, for metrics.
    package var waiting: Int { pool.load.waiting }

    /// Refuses new messages; those that wait are still sent.
    package func close() { pool.close() }
}
