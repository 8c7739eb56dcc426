import CLDAP

/// The end of an operation: what the server decided, and the controls it sent along.
final class ServerResult {
    let code: LDAPResultCode
    let diagnostic: String
    let matchedDN: String
    let controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?

    init(
        _ message: OpaquePointer, of connection: LDAPConnection, during step: LDAPFailure.Step
    ) throws(LDAPFailure) {
        var code: Int32 = 0, matched: UnsafeMutablePointer<CChar>?, said: UnsafeMutablePointer<CChar>?
        var controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
        let parsed = ldap_parse_result(connection.handle.pointer, message, &code, &matched, &said, nil, &controls, 0)
        self.code = LDAPResultCode(Int(code))
        diagnostic = said.map { String(cString: $0) } ?? ""
        matchedDN = matched.map { String(cString: $0) } ?? ""
        self.controls = controls
        ldap_memfree(matched)
        ldap_memfree(said)
        if parsed != LDAP_SUCCESS { throw connection.failure(parsed, during: step) }
    }

    deinit { if let controls { ldap_controls_free(controls) } }

    var shownDiagnostic: String { PrintableText.text(diagnostic) }

    func failure(during step: LDAPFailure.Step) -> LDAPFailure {
        LDAPFailure(.answer(code), during: step, diagnostic: diagnostic, matchedDN: matchedDN)
    }
}
