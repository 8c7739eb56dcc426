package import IdentityCore
import OutsideTokens

/// The source of kind `sso`: people for whom a trusted proxy vouches.
package enum SSOSource: IdentitySourceKind {
    package static let kind = SourceKind(rawValue: "sso")

    package static func open(
        _ configuration: SSOSourceConfiguration, as id: SourceID, policy: ProvisioningPolicy,
        in environment: SourceEnvironment
    ) async throws(ServiceError) -> IdentitySource {
        let proxies = configuration.proxies
        guard !proxies.networks.isEmpty else {
            return IdentitySource(
                id: id, kind: kind, policy: policy, identifiesByLogin: true,
                examiner: ProxyExaminer(source: id, proxies: proxies, fetching: nil)
            )
        }
        let watch = HealthWatch(of: id, changed: environment.healthChanged)
        let secret = try proxies.secret?.read(environment.files)
        guard let signed = configuration.assertion else {
            return IdentitySource(
                id: id, kind: kind, policy: policy, identifiesByLogin: true,
                assertion: ProxyAuthenticator(
                    source: id, proxies: proxies, secret: secret, word: .fields, clock: environment.clock,
                    digests: environment.proofDigests),
                examiner: ProxyExaminer(source: id, proxies: proxies, fetching: nil))
        }
        let fetching = try signed.issuer.fetching(named: "issuer-\(id)", environment.files)
        let keys = IssuerKeys(fetching, signed.issuer.times) { watch.note($0) }
        let judge = TokenJudge(signed.issuer.rules, keys: .kept(keys), wants: .assertion)
        return IdentitySource(
            id: id, kind: kind, policy: policy, identifiesByLogin: true,
            assertion: ProxyAuthenticator(
                source: id, proxies: proxies, secret: secret,
                word: .signed(SignedWord(field: signed.field, judge: judge, claims: signed.issuer.claims)),
                clock: environment.clock, digests: environment.proofDigests),
            examiner: ProxyExaminer(source: id, proxies: proxies, fetching: fetching),
            upkeep: IssuerUpkeep(watch) { fetching.close() })
    }
}
