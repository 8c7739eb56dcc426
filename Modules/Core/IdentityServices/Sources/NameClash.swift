import IdentityCore

/// Finds whose account is in the way of a name. A login and a mail address name one person over the whole server, so
/// each is looked for among both.
enum NameClash {
    /// - Parameters:
    ///   - login: whether the user's login is to be looked at.
    ///   - email: whether the user's mail address is.
    static func of(
        _ user: User, login: Bool, email: Bool, in store: any StoreReading
    ) throws(ServiceError) -> SyncConflict? {
        func conflict(_ reason: SyncConflict.Reason, with other: User) -> SyncConflict {
            SyncConflict(reason, login: user.login.display, externalID: user.externalID ?? "", other: other.id)
        }
        if login {
            if let other = try store.users.find(.login(user.login)), other.id != user.id {
                return conflict(other.source == user.source ? .recreated : .loginTaken, with: other)
            }
            let address = EmailAddress(storedDisplay: user.login.display, key: user.login.key)
            if let other = try store.users.find(.email(address)), other.id != user.id {
                return conflict(.loginTaken, with: other)
            }
        }
        guard email, let address = user.email else { return nil }
        if let other = try store.users.find(.email(address)), other.id != user.id {
            return conflict(.emailTaken, with: other)
        }
        let name = Login(storedDisplay: address.display, key: address.key)
        if let other = try store.users.find(.login(name)), other.id != user.id {
            return conflict(.emailTaken, with: other)
        }
        return nil
    }
}
