import Cryptography
import FoundationEssentials
import IdentityCore
import LDAPKit

/// Looks for the reason why a connection could not be protected: libldap says the same to all of them.
struct TLSTrouble {
    let url: LDAPURL
    let settings: LDAPSettings
    let now: Date

    func setback(_ failure: LDAPFailure, _ sight: inout Sight) -> Setback {
        guard failure.kind == .tls else { return Setback(failure, at: .tls) }
        guard let connection = unverified(settings.tls.mode), let der = connection.peerCertificate,
            let certificate = Certificate(der: der)
        else { return withoutTLS(failure) }
        TLSFindings(connection, now: now).note(&sight)
        return refusal(of: certificate) ?? Setback(failure, at: .tls)
    }

    /// Nothing is said on it but the handshake.
    private func unverified(_ mode: LDAPTLSSettings.Mode, at other: LDAPURL? = nil) -> LDAPConnection? {
        var settings = settings
        settings.tls = .inspecting(mode: mode)
        return try? LDAPConnection.open(to: other ?? url, settings)
    }

    private func refusal(of certificate: Certificate) -> Setback? {
        if let end = certificate.notAfter, end < now.seconds {
            return Setback(
                .unavailable, "The server's certificate expired on \(TLSFindings.day(end)).",
                advice: "Renew the certificate at the server; until then nothing is sent to it.")
        }
        if let start = certificate.notBefore, start > now.seconds {
            return Setback(
                .unavailable, "The server's certificate is not valid before \(TLSFindings.day(start)).",
                advice: "Look at the clocks of both machines.")
        }
        if certificate.isSelfSigned, problem(of: certificate) != nil {
            return Setback(
                .unavailable, "The server's certificate is signed by itself; nobody vouches for it.",
                advice:
                    "Get it signed by an authority, or name the certificate itself in caFile when it is the right one.")
        }
        if let problem = problem(of: certificate) {
            return Setback(
                .unavailable, "Nobody who is trusted has issued the server's certificate: \(problem).",
                advice: "Name the file with the certificate of \"\(certificate.issuer)\" in caFile.")
        }
        guard !certificate.isFor(url.host) else { return nil }
        let names = certificate.names.isEmpty ? "nobody" : certificate.names.joined(separator: ", ")
        return Setback(
            .unavailable, "The server's certificate is not for \(url.host); it is for \(names).",
            advice: "Write one of those names in url, or give the server a certificate for \(url.host).")
    }

    private func problem(of certificate: Certificate) -> String? {
        certificate.chainProblem(authorities: settings.tls.caFile ?? LDAPTLSSettings.systemAuthorities)
    }

    private func withoutTLS(_ failure: LDAPFailure) -> Setback {
        var clear = settings
        clear.tls = LDAPTLSSettings()
        let rootDSE = (try? LDAPConnection.open(to: url.with(.ldap), clear)).flatMap { try? $0.rootDSE() }
        if url.scheme == .ldaps, let rootDSE {
            let next = rootDSE.offersStartTLS ? ", with startTLS" : "; the server offers no StartTLS either"
            return Setback(
                .unavailable, "Port \(url.port) speaks LDAP without TLS.",
                advice: "Write \(url.with(.ldap))\(next).")
        }
        if url.scheme == .ldap, rootDSE?.offersStartTLS == false {
            return Setback(
                .unavailable, "The server offers no StartTLS. (\(failure))",
                advice: "Give the server a certificate, or take its ldaps:// port.")
        }
        if url.scheme == .ldap, unverified(.none, at: url.with(.ldaps)) != nil {
            return Setback(
                .unavailable, "Port \(url.port) speaks TLS from the first byte.",
                advice: "Write \(url.with(.ldaps)), without startTLS.")
        }
        return Setback(
            failure, at: .tls, advice: "The server broke off the handshake; look at its log for what it did not like.")
    }
}
