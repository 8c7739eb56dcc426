import DialectKit
import FoundationEssentials
import IdentityCore
import IdentityServices

extension UserSearch {
    /// Keycloak's query parameters. Service accounts are in no plain list.
    init(_ request: AdminRequest, in realm: Realm) {
        self.init(of: realm.organization)
        let isExact = request.flag("exact") ?? false
        func pattern(_ name: String) -> NamePattern? {
            request.query.filled(name).map { NamePattern($0, isExact ? .whole : .anywhere) }
        }
        login = pattern("username")
        email = pattern("email")
        givenName = pattern("firstName")
        familyName = pattern("lastName")
        isEnabled = request.flag("enabled")
        isEmailVerified = request.flag("emailVerified")
        source = request.query.filled("idpAlias").map(SourceID.init(rawValue:))
        externalID = request.query.filled("idpUserId")
        exceptSources = [.serviceAccount]
        document = Annotation.name
        condition = request.query.filled("q").flatMap(Annotation.condition)
        if let search = request.query.filled("search") { read(search) }
    }

    /// Words of which each has to fit: from the start, `*anywhere*`, or `"as a whole"`; or `id:` and ids.
    private mutating func read(_ search: String) {
        let prefix = "id:"
        if search.hasPrefix(prefix) {
            ids = Set(search.dropFirst(prefix.count).split(separator: " ").compactMap { UserID(String($0)) })
            return
        }
        words = search.split(separator: " ").map { word in
            if word.count > 1, word.hasPrefix("\""), word.hasSuffix("\"") {
                return NamePattern(String(word.dropFirst().dropLast()), .whole)
            }
            let text = word.replacing("*", with: "")
            return NamePattern(String(text), word.hasPrefix("*") ? .anywhere : .start)
        }
    }
}
