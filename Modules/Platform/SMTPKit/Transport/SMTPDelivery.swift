import CCurl
import CurlKit

/// One message to one server, on the calling thread.
struct SMTPDelivery {
    let server: SMTPServer
    let login: SMTPLogin?
    let deadline: ContinuousClock.Instant

    func perform(_ message: MailMessage) throws(SMTPFailure) {
        guard SMTPServer.isHost(server.host) else { throw SMTPFailure(.unreachable, detail: "This is no host name.") }
        if server.security == .none, login != nil, !SMTPServer.isLoopback(server.host) {
            throw SMTPFailure(.tlsRefused, detail: "A password is not sent in clear to another machine.")
        }
        let left = (deadline - ContinuousClock.now) / .milliseconds(1)
        guard left >= 1 else { throw SMTPFailure(.timedOut, detail: "The deadline passed while it waited.") }
        guard let session = CurlHandle() else { throw SMTPFailure(.stopped, detail: "libcurl can't be set up.") }
        let bytes = message.composed
        let transfer = SMTPTransfer(bytes, deadline: deadline)
        limits(session, milliseconds: Int(left))
        protection(session)
        session.text(CURLOPT_MAIL_FROM, message.from.address.text)
        session.list(CURLOPT_MAIL_RCPT, [message.to.address.text])
        session.number(CURLOPT_UPLOAD, 1)
        session.number(CURLOPT_INFILESIZE, bytes.count)
        if let login {
            session.text(CURLOPT_USERNAME, login.user)
            session.text(CURLOPT_PASSWORD, login.password)
        }
        let code = session.perform(transfer, attach: transfer.attach)
        guard code != CURLE_OK else { return }
        throw Self.failure(code, transfer.trace, detail: session.explanation(of: code))
    }

    private func limits(_ session: CurlHandle, milliseconds: Int) {
        session.text(CURLOPT_URL, server.url)
        session.text(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // The environment's proxy would see the mail.
        session.text(CURLOPT_PROXY, "")
        // Signals of libcurl's own belong to no thread in particular.
        session.number(CURLOPT_NOSIGNAL, 1)
        session.number(CURLOPT_TIMEOUT_MS, milliseconds)
        // A server that can't be connected to leaves room to try its next address.
        session.number(CURLOPT_CONNECTTIMEOUT_MS, max(1, milliseconds / 2))
        // Ended with the transfer: a connection that waits for the handle's end says QUIT without our deadline.
        session.number(CURLOPT_FORBID_REUSE, 1)
        session.number(CURLOPT_NOPROGRESS, 0)
        // Calls the debug callback, which takes the place of printing.
        session.number(CURLOPT_VERBOSE, 1)
    }

    private func protection(_ session: CurlHandle) {
        session.number(CURLOPT_USE_SSL, server.security == .none ? CCURL_TLS_NONE : CCURL_TLS_REQUIRED)
        session.protection(caFile: server.caFile)
    }

    private static func failure(_ code: CURLcode, _ trace: SMTPTrace, detail: String) -> SMTPFailure {
        let kind: SMTPFailure.Kind
        switch CurlTrouble(code) {
        case .timedOut: kind = .timedOut
        case .unreachable: kind = .unreachable
        case .tlsRefused: kind = .tlsRefused
        // What is left is told apart by the command that was refused; without a refusal the connection broke.
        case .other where code == CURLE_LOGIN_DENIED: kind = .loginRefused
        case .other: kind = trace.reply?.isRefusal == true ? trace.refusal : .unreachable
        }
        return SMTPFailure(kind, reply: trace.reply, detail: detail)
    }
}
