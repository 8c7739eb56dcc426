import IdentityCore

extension UserReading {
    /// Whoever signs in or asks for a code names a login or an e-mail address, over the whole server: one that is the
    /// login of one user and the address of another would keep the second one out, or send its code to the first.
    /// - Throws: `alreadyExists(.user, field:)` with `login` or `email`, for a name that is somebody else's of the other
    ///   kind. A user's own login may be its own address.
    func requireNamesApart(_ user: User) throws(ServiceError) {
        // Whoever has the same name of both kinds is told apart by the store, kind by kind.
        guard user.login.key != user.email?.key else { return }
        let login = EmailAddress(storedDisplay: user.login.display, key: user.login.key)
        if let other = try find(.email(login)), other.id != user.id {
            throw .alreadyExists(.user, field: "login")
        }
        guard let email = user.email else { return }
        let address = Login(storedDisplay: email.display, key: email.key)
        if let other = try find(.login(address)), other.id != user.id {
            throw .alreadyExists(.user, field: "email")
        }
    }
}
