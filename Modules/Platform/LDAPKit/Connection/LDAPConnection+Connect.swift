import CLDAP
import Glibc

extension LDAPConnection {
    func connect() throws(LDAPFailure) {
        counters.countConnect()
        setOptions()
        handle.arm(settings.connectTimeout)
        try prepareTLS()
        guard handle.isSetUp else {
            throw LDAPFailure(.notSent, during: .connect, diagnostic: "an option was not taken")
        }
        errno = 0
        let code = ldap_connect(handle.pointer), reason = errno
        if code != LDAP_SUCCESS { throw connectFailure(code, reason) }
        if url.scheme == .ldap, settings.tls.mode == .startTLS {
            let code = ldap_start_tls_s(handle.pointer, nil, nil)
            if code != LDAP_SUCCESS { throw tlsFailure(code) }
        }
    }

    private func setOptions() {
        handle.number(LDAP_OPT_PROTOCOL_VERSION, 3)
        // libldap would follow referrals with the password at hand.
        handle.flag(LDAP_OPT_REFERRALS, false)
        handle.flag(LDAP_OPT_RESTART, true)
        handle.time(LDAP_OPT_NETWORK_TIMEOUT, settings.connectTimeout)
        // For what libldap waits for by itself: the answer to StartTLS.
        handle.time(LDAP_OPT_TIMEOUT, settings.connectTimeout)
    }

    private func prepareTLS() throws(LDAPFailure) {
        guard usesTLS else { return }
        let authorities = settings.tls.caFile ?? LDAPTLSSettings.systemAuthorities
        if settings.tls.isVerified {
            guard access(authorities, R_OK) == 0 else {
                throw LDAPFailure(.tls, during: .tls, diagnostic: "the CA file can't be read: \(authorities)")
            }
            handle.text(LDAP_OPT_X_TLS_CACERTFILE, authorities)
        }
        handle.number(
            LDAP_OPT_X_TLS_REQUIRE_CERT, settings.tls.isVerified ? LDAP_OPT_X_TLS_DEMAND : LDAP_OPT_X_TLS_NEVER)
        handle.number(LDAP_OPT_X_TLS_PROTOCOL_MIN, CLDAP_TLS_1_2)
        // The settings above act from here on.
        handle.number(LDAP_OPT_X_TLS_NEWCTX, 0)
        guard handle.isSetUp else {
            throw LDAPFailure(.tls, during: .tls, diagnostic: "the CA file holds no certificates: \(authorities)")
        }
    }

    /// libldap says "Can't contact LDAP server" to all of these.
    private func connectFailure(_ code: Int32, _ reason: Int32) -> LDAPFailure {
        let state = handle.state.pointee
        if state.isForbidden {
            return spoilt(.unreachable, .connect, "\(LDAPURLError.forbiddenAddress)")
        }
        guard state.descriptor < 0 else { return tlsFailure(code) }
        if handle.timeLeft == .zero { return spoilt(.timedOut, .connect, "") }
        if url.scheme != .ldapi, !HostLookup.isKnown(url.host) {
            return spoilt(.resolve, .connect, "the name \(url.host) leads to no address")
        }
        let isRefused = reason == ECONNREFUSED || reason == ENOENT
        return spoilt(
            isRefused ? .refused : .unreachable, .connect, reason == 0 ? "" : String(cString: strerror(reason)))
    }

    /// The server was connected to; what failed came after.
    private func tlsFailure(_ code: Int32) -> LDAPFailure {
        let state = handle.state.pointee
        if state.isExpired || code == LDAP_TIMEOUT { return spoilt(.timedOut, .tls, "") }
        let said = handle.readText(LDAP_OPT_DIAGNOSTIC_MESSAGE) ?? ""
        let name = code > 0 ? "\(LDAPResultCode(Int(code)))" : String(cString: ldap_err2string(code))
        return spoilt(.tls, .tls, said.isEmpty ? name : "\(name): \(said)")
    }

    private func spoilt(_ kind: LDAPFailure.Kind, _ step: LDAPFailure.Step, _ diagnostic: String) -> LDAPFailure {
        isUsable = false
        handle.spoil()
        return LDAPFailure(kind, during: step, diagnostic: diagnostic)
    }
}

/// Asked only after a failure, to tell an unknown name from a silent host.
enum HostLookup {
    static func isKnown(_ host: String) -> Bool {
        var found: UnsafeMutablePointer<addrinfo>?
        defer { if let found { freeaddrinfo(found) } }
        return getaddrinfo(host, nil, nil, &found) == 0
    }
}
