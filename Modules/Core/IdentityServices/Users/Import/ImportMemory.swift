import IdentityCore

/// Names that rows of a rehearsal have taken, of which nothing stands in the store: eight bytes each, their hash under
/// this process's own key.
struct ImportMemory: Sendable {
    private var taken: Set<Int> = []

    /// - Throws: `alreadyExists` when a row before has one of the names.
    func requireFree(_ user: User) throws(ServiceError) {
        for (field, print) in Self.prints(of: user) where taken.contains(print) {
            throw .alreadyExists(.user, field: field)
        }
    }

    mutating func keep(_ user: User) {
        for (_, print) in Self.prints(of: user) { taken.insert(print) }
    }

    private static func prints(of user: User) -> [(field: String, print: Int)] {
        var prints = [("login", print("login", user.login.key))]
        if let email = user.email { prints.append(("email", print("email", email.key))) }
        if let external = user.externalID {
            prints.append(("externalID", print(user.source.rawValue + "/external", external)))
        }
        return prints
    }

    /// Over the bytes: to Swift, two spellings of one accented letter would be equal.
    private static func print(_ kind: String, _ name: String) -> Int {
        var hasher = Hasher()
        for text in [kind, name] {
            hasher.combine(text.utf8.count)
            for byte in text.utf8 { hasher.combine(byte) }
        }
        return hasher.finalize()
    }
}
