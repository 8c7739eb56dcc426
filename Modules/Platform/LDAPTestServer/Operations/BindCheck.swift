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
        guard let dn = DistinguishedName(bind.dn) ?? principal(bind.dn) else {
            // With an @ it is a name, of nobody or of several.
            throw bind.dn.contains("@") ? Refusal(.invalidCredentials) : Refusal(.invalidDNSyntax, "the name is no DN")
        }
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

    /// As Active Directory takes a `userPrincipalName` for a DN (MS-ADTS section 5.1.1.1.1).
    private func principal(_ name: String) -> DistinguishedName? {
        guard name.contains("@") else { return nil }
        let wanted = MatchKey(stored: Array(name.utf8), AttributeType.userPrincipalName.syntax)
        let found = tree.entries.filter {
            $0.attributes(of: AttributeType.userPrincipalName.key).contains { $0.keys.contains(wanted) }
        }
        return found.count == 1 ? found[0].dn : nil
    }
}
