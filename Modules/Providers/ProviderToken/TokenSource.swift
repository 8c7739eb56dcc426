import HTTPFetch
package import IdentityCore
import OutsideTokens

/// The source of kind `token`: people of one outside issuer, who come with its bearer tokens.
package enum TokenSource: IdentitySourceKind {
    package static let kind = SourceKind(rawValue: "token")

    package static func open(
        _ configuration: TokenSourceConfiguration, as id: SourceID, policy: ProvisioningPolicy,
        in environment: SourceEnvironment
    ) async throws(ServiceError) -> IdentitySource {
        let watch = HealthWatch(of: id, changed: environment.healthChanged), issuer = configuration.issuer
        let judging: any TokenJudging
        let fetcher: HTTPFetcher
        if let introspection = configuration.introspection {
            fetcher = try issuer.fetcher(named: "issuer-\(id)", environment.files)
            judging = IntrospectedTokens(
                issuer.rules, try introspection.opened(environment.files), fetcher: fetcher, watch: watch)
        } else {
            let fetching = try issuer.fetching(named: "issuer-\(id)", environment.files)
            fetcher = fetching.fetcher
            judging = SignedTokens(issuer.rules, fetching, issuer.times, watch: watch)
        }
        let authenticator = IssuerAuthenticator(
            source: id, judging: judging, rules: issuer.rules, claims: issuer.claims, clock: environment.clock,
            digests: environment.proofDigests)
        return IdentitySource(
            id: id, kind: kind, policy: policy, token: authenticator, examiner: authenticator,
            upkeep: IssuerUpkeep(watch) { fetcher.close() })
    }
}
