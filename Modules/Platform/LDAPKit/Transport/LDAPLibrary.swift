import CLDAP
import Glibc

/// libldap's set-up for the whole process.
enum LDAPLibrary {
    /// Made once, before the first handle: libldap and its TLS set themselves up in the first call, unguarded.
    static let isReady: Bool = {
        // Without this, ldap.conf, .ldaprc and LDAP* variables would change what a connection does.
        setenv("LDAPNOINIT", "1", 1)
        var handle: OpaquePointer?
        guard ldap_initialize(&handle, nil) == LDAP_SUCCESS, let handle else { return false }
        defer { ldap_unbind_ext_s(handle, nil, nil) }
        var isServer: Int32 = 0
        return ldap_set_option(handle, LDAP_OPT_X_TLS_NEWCTX, &isServer) == LDAP_OPT_SUCCESS
    }()
}
