package import IdentityCore
package import JSONText

/// Which claims say what of a person.
package struct ClaimMap: Hashable, Sendable {
    /// What one token may bring along at most: it all becomes part of an account.
    private static let valueBytes = 4_096

    /// Of each list the first with a value counts.
    package var login = paths("preferred_username")
    package var email = paths("email")
    package var emailVerified = paths("email_verified")
    package var displayName = paths("name")
    package var givenName = paths("given_name")
    package var familyName = paths("family_name")
    /// All of them together.
    package var groups = paths("groups", "realm_access.roles")
    /// Stands before each name of a group, so that no issuer can name the groups of another source.
    package var groupPrefix = ""

    package init() {}

    private static func paths(_ texts: String...) -> [ClaimPath] { texts.compactMap { ClaimPath($0) } }

    /// - Parameter externalID: the source's stable name for the person; `nil` for the login.
    package func identity(
        in claims: JSONObject, externalID: String?, _ walk: inout TokenWalk
    ) throws(TokenSetback) -> ExternalIdentity {
        guard let login = try text(login, claims) else {
            throw TokenSetback(
                .refused, at: .claims, "The token names no login.",
                advice: "Let claims.login name a claim that it has, instead of \(self.login[0]).")
        }
        let email = try text(email, claims), isVerified = isTrue(emailVerified, claims)
        let identity = ExternalIdentity(
            externalID: externalID ?? login, login: login, email: isVerified ? email : nil,
            displayName: try text(displayName, claims) ?? "", givenName: try text(givenName, claims),
            familyName: try text(familyName, claims), groups: try groups(in: claims))
        walk.passed(
            .claims, "The token says who the person is.",
            facts: [.init("id", identity.externalID), .init("login", login)]
                + (identity.groups ?? []).sorted().prefix(100).map { .init("group", $0) },
            warning: email != nil && !isVerified
                ? "The mail address is left out: the issuer does not say that it is verified." : nil)
        return identity
    }

    package func text(_ paths: [ClaimPath], _ claims: JSONObject) throws(TokenSetback) -> String? {
        for path in paths {
            guard let text = path.value(in: claims)?.stringValue, !text.isEmpty else { continue }
            guard text.utf8.count <= Self.valueBytes else {
                throw TokenSetback(.refused, at: .claims, "The claim \(path) is longer than \(Self.valueBytes) bytes.")
            }
            return text
        }
        return nil
    }

    /// A claim that is not there names no group: rights that nobody tells of any more are no rights.
    private func groups(in claims: JSONObject) throws(TokenSetback) -> Set<String>? {
        guard !groups.isEmpty else { return nil }
        var found: Set<String> = []
        for path in groups {
            guard let value = path.value(in: claims) else { continue }
            for name in value.stringValue.map({ [$0] }) ?? value.arrayValue?.compactMap(\.stringValue) ?? []
            where !name.isEmpty {
                guard name.utf8.count <= Self.valueBytes else {
                    throw TokenSetback(
                        .refused, at: .claims, "The name of a group is longer than \(Self.valueBytes) bytes.")
                }
                found.insert(groupPrefix + name)
            }
        }
        return found
    }

    /// Some issuers write the word in quotes.
    private func isTrue(_ paths: [ClaimPath], _ claims: JSONObject) -> Bool {
        paths.contains { path in
            let value = path.value(in: claims)
            return value?.boolValue ?? (value?.stringValue == "true")
        }
    }
}
