import CLDAP

/// Where a paged search goes on (RFC 2696). The cookie belongs to the server and to this connection.
final class PageCookie {
    private let size: Int
    private var cookie = berval(bv_len: 0, bv_val: nil)
    private var emptyPages = 0
    private var isRepeated = false
    var hasMore: Bool { cookie.bv_len > 0 }

    /// Some servers send a page without entries now and then; several in a row, or one that leads to itself, go on for
    /// ever.
    var leadsNowhere: Bool { hasMore && emptyPages > 0 && (isRepeated || emptyPages > Self.allowedEmptyPages) }
    private static let allowedEmptyPages = 3

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

    /// - Parameter isEmpty: whether the page had no entries.
    func read(_ result: ServerResult, isEmpty: Bool, of connection: LDAPConnection) throws(LDAPFailure) {
        let before = cookie.bytes
        emptyPages = isEmpty ? emptyPages + 1 : 0
        defer { isRepeated = cookie.bytes == before }
        end()
        guard let controls = result.controls, let control = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nil)
        else { return }
        var estimate: ber_int_t = 0
        try connection.check(
            ldap_parse_pageresponse_control(connection.handle.pointer, control, &estimate, &cookie), during: .search)
    }
}
