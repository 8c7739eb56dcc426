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
        // With GnuTLS, Debian's choice, libldap takes the minimum and does not keep it; there the priorities say it.
        handle.number(LDAP_OPT_X_TLS_PROTOCOL_MIN, CLDAP_TLS_1_2)
        if handle.readText(LDAP_OPT_X_TLS_PACKAGE) == "GnuTLS" {
            handle.text(LDAP_OPT_X_TLS_CIPHER_SUITE, "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2")
        }
        // The settings above act from here on.
        handle.number(LDAP_OPT_X_TLS_NEWCTX, 0)
        guard handle.isSetUp else {
            throw LDAPFailure(.tls, during: .tls, diagnostic: "the CA file is not good: \(authorities)")
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
        var reason = reason
        if url.scheme != .ldapi {
            guard let found = ConnectReason.find(url.host, url.port, within: handle.timeLeft) else {
                return spoilt(.resolve, .connect, "the name \(url.host) leads to no address")
            }
            reason = found
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
        // libldap has one word for every certificate that is not good.
        let reason =
            said.contains("unknown error code") ? "no TLS, or a certificate that is not good for this host" : said
        return spoilt(.tls, .tls, reason.isEmpty ? name : "\(name): \(reason)")
    }

    private func spoilt(_ kind: LDAPFailure.Kind, _ step: LDAPFailure.Step, _ diagnostic: String) -> LDAPFailure {
        isUsable = false
        handle.spoil()
        return LDAPFailure(kind, during: step, diagnostic: diagnostic)
    }
}
