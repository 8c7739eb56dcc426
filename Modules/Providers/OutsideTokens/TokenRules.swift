package import FoundationEssentials
package import JOSE

/// What a token has to say to be good.
package struct TokenRules: Sendable {
    package var issuer: String
    /// One of them has to be among the token's.
    package var audiences: [String]
    package var algorithms: Set<JWSAlgorithm>
    /// Seconds by which the issuer's clock may be off.
    package var skew: TimeInterval

    package init(issuer: String, audiences: [String], algorithms: Set<JWSAlgorithm>, skew: TimeInterval) {
        self.issuer = issuer
        self.audiences = audiences
        self.algorithms = algorithms
        self.skew = skew
    }
}
