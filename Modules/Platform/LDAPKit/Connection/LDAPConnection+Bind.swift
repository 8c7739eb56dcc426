import CLDAP
import Glibc

extension LDAPConnection {
    /// Asks the server whether that is the password (RFC 4513 section 5.1.3).
    /// - Parameters:
    ///   - dn: what the server takes as a name: a DN, for Active Directory also `user@domain`. Not empty.
    ///   - password: its bytes, such as a `String.UTF8View`. Empty or with a NUL it is not sent: a server would take it
    ///     for no password at all and say yes to everybody (RFC 4513 section 5.1.2).
    package func bind(dn: String, password: some Collection<UInt8>) throws(LDAPFailure) -> LDAPBindAnswer {
        guard !dn.isEmpty, !dn.utf8.contains(0) else {
            throw LDAPFailure(.notSent, during: .bind, diagnostic: "the name is empty or holds a NUL")
        }
        guard !password.isEmpty, !password.contains(0) else {
            throw LDAPFailure(.notSent, during: .bind, diagnostic: "the password is empty or holds a NUL")
        }
        guard settings.tls.isVerified else {
            throw LDAPFailure(.notSent, during: .bind, diagnostic: "this connection's certificate was not checked")
        }
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: password.count)
        _ = copy.initialize(from: password)
        defer {
            if let start = copy.baseAddress { explicit_bzero(start, copy.count) }
            copy.deallocate()
        }
        return try copy.withMemoryRebound(to: CChar.self) { characters throws(LDAPFailure) in
            try bind(
                dn: dn, mechanism: nil, berval(bv_len: ber_len_t(characters.count), bv_val: characters.baseAddress))
        }
    }

    /// As nobody (RFC 4513 section 5.1.1).
    package func bindAnonymously() throws(LDAPFailure) -> LDAPBindAnswer {
        try bind(dn: "", mechanism: nil, berval(bv_len: 0, bv_val: nil))
    }

    /// As whom the connection itself shows: the user of the process over `ldapi` (RFC 4422 appendix A).
    package func bindExternal() throws(LDAPFailure) -> LDAPBindAnswer {
        // Empty is not absent: without credentials the server would ask for them.
        var none: CChar = 0
        return try withUnsafeMutablePointer(to: &none) { none throws(LDAPFailure) in
            try bind(dn: "", mechanism: "EXTERNAL", berval(bv_len: 0, bv_val: none))
        }
    }

    private func bind(dn: String, mechanism: String?, _ credentials: berval) throws(LDAPFailure) -> LDAPBindAnswer {
        try begin(.bind)
        binds += 1
        var control: UnsafeMutablePointer<LDAPControl>?
        try check(ldap_create_passwordpolicy_control(handle.pointer, &control), during: .bind)
        defer { ldap_control_free(control) }
        control?.pointee.ldctl_iscritical = 0
        var controls = [control, nil], credentials = credentials, request: Int32 = 0
        try check(
            ldap_sasl_bind(handle.pointer, dn, mechanism, &credentials, &controls, nil, &request), during: .bind)
        let message = try message(of: request, during: .bind)
        defer { ldap_msgfree(message) }
        let result = try ServerResult(message, of: self, during: .bind)
        let policy = PasswordPolicyReader.read(result.controls, handle.pointer)
        return result.code == .success
            ? .success(policy) : .refused(result.code, diagnostic: result.shownDiagnostic, policy)
    }
}
