import IdentityCore

extension Provisioning {
    /// Lets the user follow in every name that can be followed; the first that can't is the change's conflict.
    /// A name that is written as it is on file costs nothing but the comparison.
    func follow(
        _ identity: ExternalIdentity, in store: any StoreReading, _ change: inout ProvisionedUser
    ) throws(ServiceError) {
        var names = IdentityNames(identity, using: hands.text)
        try followLogin(identity, &names, in: store, &change)
        try followEmail(identity, &names, in: store, &change)
        if identity.displayName != change.after.displayName.display, let name = names.displayName(),
            name.display != change.after.displayName.display
        {
            change.after.displayName = name
            change.fields.append("displayName")
        }
        follow(identity.givenName, \.givenName, field: "givenName", &names, &change)
        follow(identity.familyName, \.familyName, field: "familyName", &names, &change)
        if !names.problems.isEmpty, change.conflict == nil { change.conflict = names.conflict }
    }

    private func followLogin(
        _ identity: ExternalIdentity, _ names: inout IdentityNames, in store: any StoreReading,
        _ change: inout ProvisionedUser
    ) throws(ServiceError) {
        let before = change.after.login
        guard identity.login != before.display, let login = names.login(), login.display != before.display else {
            return
        }
        change.after.login = login
        if login != before,
            let conflict = try NameClash.of(change.after, login: true, email: false, in: store)
        {
            change.after.login = before
            change.conflict = conflict
        } else {
            change.fields.append("login")
        }
    }

    private func followEmail(
        _ identity: ExternalIdentity, _ names: inout IdentityNames, in store: any StoreReading,
        _ change: inout ProvisionedUser
    ) throws(ServiceError) {
        let before = change.after.email, known = names.problems.count
        guard identity.email != before?.display else { return }
        let email = names.email()
        guard names.problems.count == known, email?.display != before?.display else { return }
        change.after.email = email
        if email != before {
            if let conflict = try NameClash.of(change.after, login: false, email: true, in: store) {
                change.after.email = before
                change.conflict = change.conflict ?? conflict
                return
            }
            change.after.isEmailVerified = false
        }
        change.fields.append("email")
    }

    private func follow(
        _ raw: String?, _ path: WritableKeyPath<User, String?>, field: String, _ names: inout IdentityNames,
        _ change: inout ProvisionedUser
    ) {
        let known = names.problems.count
        guard raw != change.after[keyPath: path] else { return }
        let name = names.name(raw, field: field)
        guard names.problems.count == known, name != change.after[keyPath: path] else { return }
        change.after[keyPath: path] = name
        change.fields.append(field)
    }
}
