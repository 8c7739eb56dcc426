/// How the storage is asked for one user. Resolved inside the transaction that uses it.
package enum UserReference: Hashable, Sendable {
    case id(UserID)
    case login(Login)
    case email(EmailAddress)
    case external(SourceID, String)
}

/// How a caller from outside names a user; names are not checked yet.
package enum UserSelector: Hashable, Sendable {
    case id(UserID)
    case login(String)
    case email(String)

    /// - Returns: `nil` for a name that no user can have.
    package func reference(using text: any TextNormalizing) -> UserReference? {
        switch self {
        case .id(let id): .id(id)
        case .login(let raw): (try? Login(raw, using: text)).map(UserReference.login)
        case .email(let raw): (try? EmailAddress(raw, using: text)).map(UserReference.email)
        }
    }
}
