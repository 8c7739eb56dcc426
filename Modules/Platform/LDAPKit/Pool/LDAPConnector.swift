import Threading

/// Opens connections to the first server that answers.
final class LDAPConnector: Sendable {
    let settings: LDAPSettings
    let counters: LDAPCounters
    /// Monotonic milliseconds until which a server is tried last.
    private let distrusted = Locked([LDAPURL: Int64]())
    private static let distrust: Int64 = 30_000

    init(_ settings: LDAPSettings, _ counters: LDAPCounters) {
        self.settings = settings
        self.counters = counters
    }

    func open() throws(LDAPFailure) -> LDAPConnection {
        var failure = LDAPFailure(.notSent, during: .connect, diagnostic: "no server is named")
        for url in order {
            do throws(LDAPFailure) {
                let connection = try LDAPConnection.open(to: url, settings, counters: counters)
                return connection
            } catch {
                distrust(url)
                failure = error
            }
        }
        throw failure
    }

    /// After a failure that another server may not have.
    func distrust(_ url: LDAPURL) {
        let limit = monotonicMilliseconds() + Self.distrust
        distrusted.withLock { $0[url] = limit }
    }

    private var order: [LDAPURL] {
        let now = monotonicMilliseconds()
        let avoided = distrusted.withLock { distrusted in
            distrusted = distrusted.filter { $0.value > now }
            return Set(distrusted.keys)
        }
        return settings.urls.filter { !avoided.contains($0) } + settings.urls.filter(avoided.contains)
    }

    /// Whether a server answers a question that everybody may ask; what it answers does not matter.
    func probe() throws(LDAPFailure) {
        let connection = try open()
        do throws(LDAPFailure) { _ = try connection.rootDSE() } catch {
            guard case .answer = error.kind, !error.meansUnavailable else {
                distrust(connection.url)
                throw error
            }
        }
    }
}
