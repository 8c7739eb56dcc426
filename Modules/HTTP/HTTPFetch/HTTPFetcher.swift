import Threading

/// Asks addresses for small answers, each over a connection of its own.
package final class HTTPFetcher: Sendable {
    package let settings: FetchSettings
    private let pool: BlockingPool

    /// Opens nothing: the threads come with the first request.
    /// - Parameter queueLimit: requests that may wait; the next one is `busy`.
    package init(_ settings: FetchSettings, name: String = "fetch", threads: Int = 2, queueLimit: Int = 64) {
        self.settings = settings
        pool = BlockingPool(name: name, threads: threads, queueLimit: queueLimit)
    }

    /// - Returns: the body of an answer with a status of success.
    package func fetch(_ request: FetchRequest) async throws(FetchFailure) -> [UInt8] {
        let deadline = ContinuousClock.now + settings.timeout, settings = settings
        let outcome: Result<[UInt8], FetchFailure>
        do {
            outcome = try await pool.run {
                do throws(FetchFailure) {
                    return .success(try FetchExchange(settings: settings, deadline: deadline).perform(request))
                } catch {
                    return .failure(error)
                }
            }
        } catch is BlockingPool.Saturated {
            throw FetchFailure(.busy, "too many requests wait")
        } catch {
            throw FetchFailure(.stopped, "the request was given up before it was tried")
        }
        return try outcome.get()
    }

    /// Refuses new requests; those that wait are still made.
    package func close() { pool.close() }
}
