/// Decides a bind (RFC 4511 section 4.2, RFC 4513 section 5.1).
struct BindCheck {
    let tree: DirectoryTree
    /// Plays a server that takes a bind without a password for a success.
    let acceptsEmptyPassword: Bool

    /// - Returns: who is bound now; `nil` for anonymous.
    func identity(_ bind: LDAPRequest.Bind) throws(Refusal) -> DistinguishedName? {
        guard bind.version == 3 else { throw Refusal(.protocolError, "only version 3 is spoken here") }
        guard case .simple(let password) = bind.method else {
            throw Refusal(.authMethodNotSupported, "only simple binds are taken here")
        }
        guard let dn = DistinguishedName(bind.dn) else { throw Refusal(.invalidDNSyntax, "the name is no DN") }
        if password.isEmpty {
            // Section 5.1.2: a client that did not look at the password would take this for a success.
            guard dn.isEmpty || acceptsEmptyPassword else {
                throw Refusal(.unwillingToPerform, "unauthenticated bind (DN without a password) is not taken")
            }
            return nil
        }
        // An unknown name is answered like a wrong password: names can't be tried out.
        guard !dn.isEmpty, let entry = tree[dn], !password.contains(0),
            entry.attributes(of: AttributeType.userPassword.key).flatMap(\.values)
                .contains(where: { StoredPassword.matches(password, $0) })
        else { throw Refusal(.invalidCredentials) }
        return entry.dn
    }
}
