import CLDAP
import Glibc

/// A client over libldap, one operation at a time.
final class LDAPClient {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    struct Found {
        let dn: String
        let attributes: [String: [String]]
    }

    /// What came back for one operation.
    struct Reply {
        var code: Int32
        var diagnostic = ""
        var matchedDN = ""
        var referrals: [String] = []
        var found: [Found] = []
        var references = 0
        /// Of paged results; empty on the last page.
        var cookie: [UInt8] = []

        var names: [String] { found.map(\.dn) }
    }

    private let handle: OpaquePointer

    /// Connects with the first operation.
    init(_ url: String, authorityFile: String? = nil) throws {
        setenv("LDAPNOINIT", "1", 1)
        // libldap writes to connections that the server has ended.
        signal(SIGPIPE, SIG_IGN)
        var handle: OpaquePointer?
        guard ldap_initialize(&handle, url) == LDAP_SUCCESS, let handle else {
            throw Failure(description: "no handle for \(url)")
        }
        self.handle = handle
        var version: Int32 = 3, fresh: Int32 = 0
        ldap_set_option(handle, LDAP_OPT_PROTOCOL_VERSION, &version)
        ldap_set_option(handle, LDAP_OPT_REFERRALS, nil)
        guard let authorityFile else { return }
        ldap_set_option(handle, LDAP_OPT_X_TLS_CACERTFILE, authorityFile)
        ldap_set_option(handle, LDAP_OPT_X_TLS_NEWCTX, &fresh)
    }

    deinit { ldap_unbind_ext_s(handle, nil, nil) }

    func startTLS() -> Int32 { ldap_start_tls_s(handle, nil, nil) }

    func bind(_ dn: String, _ password: String) -> Reply {
        var id: Int32 = 0
        let code = password.withCString { text in
            var credentials = berval(
                bv_len: ber_len_t(password.utf8.count), bv_val: UnsafeMutablePointer(mutating: text))
            return ldap_sasl_bind(handle, dn, nil, &credentials, nil, nil, &id)
        }
        return reply(code, id)
    }

    func sasl(_ mechanism: String) -> Reply {
        var id: Int32 = 0
        return reply(ldap_sasl_bind(handle, "", mechanism, nil, nil, nil, &id), id)
    }

    func search(
        _ base: String, _ scope: Int32 = 2, _ filter: String = "(objectClass=*)", _ attributes: [String] = [],
        typesOnly: Bool = false, sizeLimit: Int32 = 0, timeLimit: Int = 0, page: (size: Int, cookie: [UInt8])? = nil,
        critical: String? = nil
    ) -> Reply {
        var id: Int32 = 0, paging: UnsafeMutablePointer<LDAPControl>?
        if let page {
            var bytes = page.cookie.map { CChar(bitPattern: $0) } + [0]
            bytes.withUnsafeMutableBufferPointer { buffer in
                var cookie = berval(bv_len: ber_len_t(page.cookie.count), bv_val: buffer.baseAddress)
                _ = ldap_create_page_control(handle, ber_int_t(page.size), &cookie, 1, &paging)
            }
        } else if let critical {
            _ = ldap_control_create(critical, 1, nil, 0, &paging)
        }
        defer { if let paging { ldap_control_free(paging) } }
        var controls: [UnsafeMutablePointer<LDAPControl>?] = [paging, nil]
        var time = timeval(tv_sec: timeLimit, tv_usec: 0)
        var names: [UnsafeMutablePointer<CChar>?] = attributes.map { strdup($0) } + [nil]
        defer { for name in names { free(name) } }
        let code = withUnsafeMutablePointer(to: &time) { time in
            // None at all asks for every attribute.
            ldap_search_ext(
                handle, base, scope, filter, &names, typesOnly ? 1 : 0, &controls, nil, timeLimit > 0 ? time : nil,
                sizeLimit, &id)
        }
        return reply(code, id)
    }

    func compare(_ dn: String, _ attribute: String, _ value: String) -> Reply {
        var id: Int32 = 0
        let code = value.withCString { text in
            var value = berval(bv_len: ber_len_t(value.utf8.count), bv_val: UnsafeMutablePointer(mutating: text))
            return ldap_compare_ext(handle, dn, attribute, &value, nil, nil, &id)
        }
        return reply(code, id)
    }

    func delete(_ dn: String) -> Reply {
        var id: Int32 = 0
        return reply(ldap_delete_ext(handle, dn, nil, nil, &id), id)
    }

    func rename(_ dn: String, _ name: String, below parent: String? = nil, deleteOld: Bool = true) -> Reply {
        var id: Int32 = 0
        return reply(ldap_rename(handle, dn, name, parent, deleteOld ? 1 : 0, nil, nil, &id), id)
    }

    func add(_ dn: String, _ attributes: [(String, [String])]) -> Reply {
        change(attributes.map { (LDAP_MOD_ADD, $0.0, $0.1) }) { list, id in
            ldap_add_ext(handle, dn, list, nil, nil, &id)
        }
    }

    /// - Parameter changes: 0 adds, 1 deletes, 2 replaces.
    func modify(_ dn: String, _ changes: [(Int32, String, [String])]) -> Reply {
        change(changes) { list, id in ldap_modify_ext(handle, dn, list, nil, nil, &id) }
    }

    func extended(_ oid: String, _ value: String? = nil) -> Reply {
        var id: Int32 = 0
        guard let value else { return reply(ldap_extended_operation(handle, oid, nil, nil, nil, &id), id) }
        let code = value.withCString { text in
            var value = berval(bv_len: ber_len_t(value.utf8.count), bv_val: UnsafeMutablePointer(mutating: text))
            return ldap_extended_operation(handle, oid, &value, nil, nil, &id)
        }
        return reply(code, id)
    }

    private func change(
        _ changes: [(Int32, String, [String])],
        _ send: (UnsafeMutablePointer<UnsafeMutablePointer<LDAPMod>?>, inout Int32) -> Int32
    ) -> Reply {
        var list: [UnsafeMutablePointer<LDAPMod>?] = []
        for (kind, name, values) in changes {
            let modification = UnsafeMutablePointer<LDAPMod>.allocate(capacity: 1)
            var texts: [UnsafeMutablePointer<CChar>?] = values.map { strdup($0) } + [nil]
            let copy = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count)
            copy.initialize(from: &texts, count: texts.count)
            modification.initialize(to: LDAPMod())
            modification.pointee.mod_op = kind
            modification.pointee.mod_type = strdup(name)
            modification.pointee.mod_vals.modv_strvals = values.isEmpty ? nil : copy
            list.append(modification)
        }
        // A test's process is short: what libldap reads here is left to it.
        list.append(nil)
        var id: Int32 = 0
        let code = list.withUnsafeMutableBufferPointer { send($0.baseAddress!, &id) }
        return reply(code, id)
    }

    private func reply(_ code: Int32, _ id: Int32) -> Reply {
        guard code == LDAP_SUCCESS else { return Reply(code: code) }
        var result: OpaquePointer?, time = timeval(tv_sec: 60, tv_usec: 0)
        guard ldap_result(handle, id, LDAP_MSG_ALL, &time, &result) > 0, let result else {
            return Reply(code: LDAP_SERVER_DOWN)
        }
        defer { ldap_msgfree(result) }
        return LDAPReplyReader(handle, result).reply()
    }
}
