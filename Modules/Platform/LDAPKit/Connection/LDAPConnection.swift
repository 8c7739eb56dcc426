import CLDAP
import Glibc

/// One connection to one server. Blocks; for one thread at a time. After a failure that leaves it in doubt `isUsable`
/// is false, and everything asked of it fails.
package final class LDAPConnection {
    package let url: LDAPURL
    let settings: LDAPSettings
    let handle: LDAPHandle
    let counters: LDAPCounters
    package internal(set) var isUsable = true
    /// Messages of the server since it was opened.
    private(set) var messages = 0
    private var lastMessage = monotonicMilliseconds()
    /// How often somebody signed in over it.
    var binds = 0
    /// Monotonic milliseconds; what is asked after it fails.
    private var deadline = Int64.max

    /// Connects, and shakes hands where TLS is asked for; all of it within `connectTimeout`.
    package static func open(to url: LDAPURL, _ settings: LDAPSettings) throws(LDAPFailure) -> LDAPConnection {
        try open(to: url, settings, counters: LDAPCounters())
    }

    static func open(
        to url: LDAPURL, _ settings: LDAPSettings, counters: LDAPCounters
    ) throws(LDAPFailure) -> LDAPConnection {
        let connection = try LDAPConnection(url, settings, counters)
        try connection.connect()
        return connection
    }

    private init(_ url: LDAPURL, _ settings: LDAPSettings, _ counters: LDAPCounters) throws(LDAPFailure) {
        guard let handle = LDAPHandle(url: url, maximumIncoming: settings.maximumAnswerBytes) else {
            throw LDAPFailure(.notSent, during: .connect, diagnostic: "libldap gave no handle")
        }
        self.url = url
        self.settings = settings
        self.handle = handle
        self.counters = counters
    }

    /// TLS from the first byte or by StartTLS.
    package var isEncrypted: Bool { usesTLS }
    var usesTLS: Bool { url.scheme == .ldaps || (url.scheme == .ldap && settings.tls.mode == .startTLS) }

    /// What libldap's own result means: it failed, or the connection did.
    func failure(_ code: Int32, during step: LDAPFailure.Step) -> LDAPFailure {
        let state = handle.state.pointee
        let said = handle.readText(LDAP_OPT_DIAGNOSTIC_MESSAGE) ?? ""
        let diagnostic = said.isEmpty ? String(cString: ldap_err2string(code)) : said
        let kind: LDAPFailure.Kind
        switch code {
        case LDAP_FILTER_ERROR, LDAP_PARAM_ERROR, LDAP_ENCODING_ERROR, LDAP_NOT_SUPPORTED:
            return LDAPFailure(.notSent, during: step, diagnostic: diagnostic)
        case LDAP_TIMEOUT: kind = .timedOut
        case _ where state.isExpired: kind = .timedOut
        case LDAP_SERVER_DOWN where state.isClosed: kind = .unreachable
        default: kind = .protocolBroken
        }
        isUsable = false
        handle.spoil()
        return LDAPFailure(kind, during: step, diagnostic: diagnostic)
    }

    /// Every operation begins here.
    func begin(_ step: LDAPFailure.Step, limit: Duration? = nil) throws(LDAPFailure) {
        guard isUsable else { throw LDAPFailure(.unreachable, during: step, diagnostic: "the connection is spoilt") }
        let timeLeft = deadline == .max ? deadline : deadline - monotonicMilliseconds()
        guard timeLeft > 0 else {
            throw LDAPFailure(.timedOut, during: step, diagnostic: "the questions together took too long")
        }
        counters.countOperation()
        let limit = limit ?? settings.operationTimeout
        handle.arm(limit.wholeMilliseconds < timeLeft ? limit : .milliseconds(timeLeft))
    }

    /// Bounds all that `body` asks together; each question has its own limit as well.
    package func within<Result>(
        _ limit: Duration, _ body: () throws(LDAPFailure) -> Result
    ) throws(LDAPFailure) -> Result {
        let outer = deadline
        deadline = min(outer, monotonicMilliseconds() + limit.wholeMilliseconds)
        defer { deadline = outer }
        return try body()
    }

    /// For questions that together make one answer.
    package var answerTimeout: Duration { settings.answerTimeout }

    func check(_ code: Int32, during step: LDAPFailure.Step) throws(LDAPFailure) {
        if code != LDAP_SUCCESS { throw failure(code, during: step) }
    }

    /// Waits for the next message of a request; the caller frees it.
    func message(of request: Int32, during step: LDAPFailure.Step) throws(LDAPFailure) -> OpaquePointer {
        var time = handle.timeLeft.timeValue, message: OpaquePointer?
        switch ldap_result(handle.pointer, request, LDAP_MSG_ONE, &time, &message) {
        case 0: throw failure(LDAP_TIMEOUT, during: step)
        case -1: throw failure(handle.readNumber(LDAP_OPT_RESULT_CODE), during: step)
        default: break
        }
        guard let message else { throw failure(LDAP_DECODING_ERROR, during: step) }
        messages += 1
        lastMessage = monotonicMilliseconds()
        return message
    }

    var idleTime: Duration { .milliseconds(monotonicMilliseconds() - lastMessage) }

    /// Not when the server has closed a connection that was kept, or has said something nobody asked for: both end it.
    var isStillOpen: Bool {
        guard isUsable else { return false }
        var ready = pollfd(fd: handle.state.pointee.descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&ready, 1, 0) == 0
    }
}
