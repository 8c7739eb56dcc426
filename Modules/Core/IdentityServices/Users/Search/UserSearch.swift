package import IdentityCore

/// A text that a name has to have; compared folded.
package struct NamePattern: Hashable, Sendable {
    package enum Place: Hashable, Sendable { case anywhere, start, whole }

    package var text: String
    package var place: Place

    package init(_ text: String, _ place: Place = .anywhere) {
        self.text = text
        self.place = place
    }

    func folded(using normalizer: any TextNormalizing) -> NamePattern {
        NamePattern(normalizer.comparisonKey(text), place)
    }

    /// - Parameter key: folded, as this pattern is.
    func fits(_ key: String) -> Bool {
        switch place {
        case .anywhere: key.contains(text)
        case .start: key.hasPrefix(text)
        case .whole: key == text
        }
    }
}

/// A condition on a document that only its dialect can read.
package struct DocumentCondition: Hashable, Sendable {
    /// What is asked, as text: equal texts are equal conditions.
    package let words: String
    let fits: @Sendable (String) -> Bool

    package init(_ words: String, fits: @escaping @Sendable (_ document: String) -> Bool) {
        self.words = words
        self.fits = fits
    }

    package static func == (left: Self, right: Self) -> Bool { left.words == right.words }
    package func hash(into hasher: inout Hasher) { hasher.combine(words) }
}

/// Which users of one organization are looked for; everything that is given has to fit. By login.
package struct UserSearch: Hashable, Sendable {
    package var organization: OrganizationID
    package var ids: Set<UserID>?
    package var login: NamePattern?
    package var email: NamePattern?
    package var givenName: NamePattern?
    package var familyName: NamePattern?
    /// Each has to fit login, e-mail address, given or family name.
    package var words: [NamePattern] = []
    package var isEnabled: Bool?
    package var isEmailVerified: Bool?
    package var source: SourceID?
    package var externalID: String?
    /// Users of these sources are left out.
    package var exceptSources: Set<SourceID> = []
    /// The document that comes with each user, and what it has to say.
    package var document: DocumentName?
    package var condition: DocumentCondition?

    package init(of organization: OrganizationID) { self.organization = organization }

    func folded(using text: any TextNormalizing) -> UserSearch {
        var search = self
        search.login = login?.folded(using: text)
        search.email = email?.folded(using: text)
        search.givenName = givenName?.folded(using: text)
        search.familyName = familyName?.folded(using: text)
        search.words = words.map { $0.folded(using: text) }
        return search
    }

    /// What the store itself can sort out.
    var query: UserQuery {
        let part = login?.text ?? email?.text
        return UserQuery(
            search: part.flatMap { $0.isEmpty ? nil : $0 }, isEnabled: isEnabled, source: source,
            organization: organization, limit: 500)
    }

    /// Asked of a folded search.
    func fits(_ user: User, using text: any TextNormalizing) -> Bool {
        guard user.organization == organization, !exceptSources.contains(user.source) else { return false }
        if let ids, !ids.contains(user.id) { return false }
        if let isEnabled, user.isEnabled != isEnabled { return false }
        if let isEmailVerified, user.isEmailVerified != isEmailVerified { return false }
        if let source, user.source != source { return false }
        if let externalID, user.externalID != externalID { return false }
        guard login?.fits(user.login.key) ?? true, email?.fits(user.email?.key ?? "") ?? true else { return false }
        guard givenName != nil || familyName != nil || !words.isEmpty else { return true }
        let given = text.comparisonKey(user.givenName ?? ""), family = text.comparisonKey(user.familyName ?? "")
        guard givenName?.fits(given) ?? true, familyName?.fits(family) ?? true else { return false }
        let names = [user.login.key, user.email?.key ?? "", given, family]
        return words.allSatisfy { word in names.contains(where: word.fits) }
    }
}
