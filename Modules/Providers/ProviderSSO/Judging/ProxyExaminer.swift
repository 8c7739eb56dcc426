import IdentityCore
import OutsideTokens

/// Looks at the source alone: only a proxy can show what a proxy writes.
struct ProxyExaminer: SourceExamining {
    let source: SourceID
    let proxies: ProxySettings
    /// `nil` when proxies write plain fields.
    let fetching: KeyFetching?

    func examine(_ login: ExaminedLogin?) async -> SourceReport {
        var walk = TokenWalk(), setback: TokenSetback?
        walk.passed(.configuration, "The settings are complete.")
        if proxies.addresses.isEmpty {
            walk.passed(.proxies, "No proxy is believed: people of this source do not sign in here.")
        } else {
            walk.passed(
                .proxies, "These proxies are believed.",
                facts: proxies.addresses.map { .init("address", $0) }
                    + [
                        .init("login", fetching == nil ? proxies.login : "a signed assertion"),
                        .init("shared secret", proxies.secret == nil ? "none" : "wanted"),
                    ])
        }
        do throws(TokenSetback) { _ = try await fetching?.fetch(&walk) } catch {
            setback = error
            walk.stopped(at: error)
        }
        return SourceReport(
            source: source, kind: SSOSource.kind, verdict: setback?.verdict ?? .usable, steps: walk.steps)
    }
}
