import CLDAP

/// Where a paged search goes on (RFC 2696). The cookie belongs to the server and to this connection.
final class PageCookie {
    private let size: Int
    private var cookie = berval(bv_len: 0, bv_val: nil)
    var hasMore: Bool { cookie.bv_len > 0 }

    init(size: Int) { self.size = max(size, 1) }
    deinit { ber_memfree(cookie.bv_val) }

    func end() {
        ber_memfree(cookie.bv_val)
        cookie = berval(bv_len: 0, bv_val: nil)
    }

    /// Not critical: a server that can't page answers in one.
    func control(of connection: LDAPConnection) throws(LDAPFailure) -> UnsafeMutablePointer<LDAPControl>? {
        var control: UnsafeMutablePointer<LDAPControl>?
        try connection.check(
            ldap_create_page_control(connection.handle.pointer, ber_int_t(clamping: size), &cookie, 0, &control),
            during: .search)
        return control
    }

    func read(_ result: ServerResult, of connection: LDAPConnection) throws(LDAPFailure) {
        end()
        guard let controls = result.controls, let control = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nil)
        else { return }
        var estimate: ber_int_t = 0
        try connection.check(
            ldap_parse_pageresponse_control(connection.handle.pointer, control, &estimate, &cookie), during: .search)
    }
}
