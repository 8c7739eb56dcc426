package import FoundationEssentials

/// Makes bearer tokens and recognises them. A token has at least 128 bits from the system's generator; its digest is
/// keyed, so that neither can be made from a stolen database.
package protocol SessionTokenMaking: Sendable {
    func mint() -> (token: Secret, digest: TokenDigest)
    /// - Returns: what the store may have the token under, the likeliest first: one digest for each master key, of
    ///   which there are two while a rotation is under way. Empty for a text that can't be a token of ours.
    func digests(of token: Secret) -> [TokenDigest]
}

/// Remembers what a token stood for, as long as nothing in the store has changed since.
package protocol AccountCaching: Sendable {
    func proven(by digest: TokenDigest, asOf marker: ChangeMarker) -> Proven?
    func remember(_ proven: Proven, for digest: TokenDigest, asOf marker: ChangeMarker)
}

/// Whom a token stands for.
package enum Proven: Sendable {
    case account(SignedInAccount)
    case globalKey(KeyHolder)
}

/// A user with the proof that was given and what it allows, as the store had them at one moment. A class, because it is
/// handed around on the hot path: one reference instead of many values.
package final class SignedInAccount: Sendable {
    package enum Proof: Sendable {
        case session(Session)
        case key(AccessKey)
        case token(SignedToken)
        case outside(OutsideProof)
    }

    package let user: User
    package let proof: Proof
    package let grants: Grants
    /// Who really acts, when that is somebody else.
    package let impersonator: SignedInAccount?
    /// Who holds the key, when that is neither the user nor the operator; `grants` are limited already.
    package let keyMaker: KeyMaker?

    package init(
        user: User, proof: Proof, grants: Grants, impersonator: SignedInAccount? = nil, keyMaker: KeyMaker? = nil
    ) {
        self.user = user
        self.proof = proof
        self.grants = grants
        self.impersonator = impersonator
        self.keyMaker = keyMaker
    }

    package var session: Session? {
        switch proof {
        case .session(let session): session
        case .key, .outside: nil
        case .token(let token): token.session
        }
    }
}

/// A signed token that opens the house, with the session that it came out of. A class for the same reason.
package final class SignedToken: Sendable {
    package let claims: TokenClaims
    /// `nil` for a program that signed in as itself.
    package let session: Session?

    package init(claims: TokenClaims, session: Session?) {
        self.claims = claims
        self.session = session
    }
}

/// A global access key with what its groups grant, as far as its maker may do that, too.
package final class KeyHolder: Sendable {
    package let key: AccessKey
    package let grants: Grants
    /// `nil` for the operator.
    package let maker: KeyMaker?

    package init(key: AccessKey, grants: Grants, maker: KeyMaker? = nil) {
        self.key = key
        self.grants = grants
        self.maker = maker
    }
}

/// Whoever holds somebody else's or a global key, and may do no more with it than without.
package struct KeyMaker: Sendable {
    package let user: User
    package let grants: Grants

    package init(user: User, grants: Grants) {
        self.user = user
        self.grants = grants
    }
}

/// Somebody else's word for a user: an issuer's token, or a proxy's assertion.
package struct OutsideProof: Hashable, Sendable {
    package let source: SourceID
    /// When the source has to be asked again.
    package let goodUntil: Date
    /// When the proof itself ends, if it does.
    package let endsAt: Date?

    package init(source: SourceID, goodUntil: Date, endsAt: Date?) {
        self.source = source
        self.goodUntil = goodUntil
        self.endsAt = endsAt
    }
}
