import CLDAP
import Glibc

/// Takes a whole result of libldap apart.
struct LDAPReplyReader {
    private let handle: OpaquePointer
    private let result: OpaquePointer

    init(_ handle: OpaquePointer, _ result: OpaquePointer) {
        self.handle = handle
        self.result = result
    }

    func reply() -> LDAPClient.Reply {
        var reply = LDAPClient.Reply(code: LDAP_SERVER_DOWN)
        var message = ldap_first_message(handle, result)
        while let current = message {
            switch ber_tag_t(bitPattern: Int(ldap_msgtype(current))) {
            case 0x64: reply.found.append(entry(current))
            case 0x73: reply.references += 1
            default: finish(&reply, current)
            }
            message = ldap_next_message(handle, current)
        }
        return reply
    }

    private func entry(_ message: OpaquePointer) -> LDAPClient.Found {
        let name = ldap_get_dn(handle, message)
        defer { ldap_memfree(name) }
        var attributes: [String: [String]] = [:], place: OpaquePointer?
        var attribute = ldap_first_attribute(handle, message, &place)
        while let current = attribute {
            var values: [String] = []
            if let list = ldap_get_values_len(handle, message, current) {
                var index = 0
                while let value = list[index] {
                    values.append(text(value.pointee))
                    index += 1
                }
                ldap_value_free_len(list)
            }
            attributes[String(cString: current)] = values
            ldap_memfree(current)
            attribute = ldap_next_attribute(handle, message, place)
        }
        ber_free(place, 0)
        return LDAPClient.Found(dn: name.map { String(cString: $0) } ?? "", attributes: attributes)
    }

    private func finish(_ reply: inout LDAPClient.Reply, _ message: OpaquePointer) {
        var matched: UnsafeMutablePointer<CChar>?, words: UnsafeMutablePointer<CChar>?
        var referrals: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        var controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
        guard
            ldap_parse_result(handle, message, &reply.code, &matched, &words, &referrals, &controls, 0) == LDAP_SUCCESS
        else { return }
        reply.matchedDN = matched.map { String(cString: $0) } ?? ""
        reply.diagnostic = words.map { String(cString: $0) } ?? ""
        var index = 0
        while let url = referrals?[index] {
            reply.referrals.append(String(cString: url))
            index += 1
        }
        var cookie = berval(), size: ber_int_t = 0
        if let control = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nil),
            ldap_parse_pageresponse_control(handle, control, &size, &cookie) == LDAP_SUCCESS
        {
            reply.cookie = Array(text(cookie).utf8)
            ber_memfree(cookie.bv_val)
        }
        ldap_memfree(matched)
        ldap_memfree(words)
        ber_memvfree(UnsafeMutableRawPointer(referrals)?.assumingMemoryBound(to: UnsafeMutableRawPointer?.self))
        ldap_controls_free(controls)
    }

    private func text(_ value: berval) -> String {
        String(decoding: UnsafeRawBufferPointer(start: value.bv_val, count: Int(value.bv_len)), as: UTF8.self)
    }
}
