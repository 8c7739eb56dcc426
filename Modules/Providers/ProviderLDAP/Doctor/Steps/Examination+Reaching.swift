import IdentityCore
import LDAPKit

extension Examination {
    /// - Returns: a connection on which nothing has been asked yet.
    func reach() -> LDAPConnection? {
        let (url, missed) = choose()
        if url.scheme == .ldapi {
            step(.resolve) { $0.skip("A socket of this machine has no name to look up.") }
        } else if resolve(url) == nil {
            return nil
        }
        guard let plain = connect(to: url, missed) else { return nil }
        return protect(plain, to: url)
    }

    /// The first server that lets itself be opened, as a sign-in takes it; the first of all when none does.
    private func choose() -> (url: LDAPURL, missed: [(LDAPURL, LDAPFailure)]) {
        var missed: [(LDAPURL, LDAPFailure)] = []
        guard settings.urls.count > 1 else { return (settings.urls[0], []) }
        for url in settings.urls {
            do throws(LDAPFailure) {
                _ = try LDAPConnection.open(to: url, settings)
                return (url, missed)
            } catch { missed.append((url, error)) }
        }
        return (settings.urls[0], Array(missed.dropFirst()))
    }

    private func resolve(_ url: LDAPURL) -> Void? {
        step(.resolve) { sight throws(Setback) in
            let addresses = url.addresses
            guard !addresses.isEmpty else {
                throw Setback(
                    .unavailable, "The name \(url.host) leads to no address.",
                    advice: "Correct the host in url, or what this machine's name server knows of it.")
            }
            sight.words = "\(url.host) leads to \(addresses.joined(separator: ", "))."
            sight.note("addresses", addresses.joined(separator: ", "))
        }
    }

    private func connect(to url: LDAPURL, _ missed: [(LDAPURL, LDAPFailure)]) -> LDAPConnection? {
        step(.connect) { sight throws(Setback) in
            sight.note("server", url.description)
            for (other, failure) in missed { sight.note("not used: \(other)", "\(failure)") }
            do throws(LDAPFailure) {
                let connection = try LDAPConnection.open(to: url.with(.ldap), inClear)
                sight.words = "\(url) takes connections."
                if !missed.isEmpty {
                    sight.warn("\(url) takes connections; servers before it do not.", advice: "Look at those servers.")
                }
                return connection
            } catch { throw Setback(error, at: .connect, advice: connectAdvice(url, error)) }
        }
    }

    /// TCP and nothing more: libldap says nothing before it is asked to.
    private var inClear: LDAPSettings {
        var settings = settings
        settings.tls = LDAPTLSSettings()
        return settings
    }

    private func connectAdvice(_ url: LDAPURL, _ failure: LDAPFailure) -> String? {
        switch failure.kind {
        case .refused where url.scheme == .ldapi: return "No directory listens at that socket; is it running?"
        case .refused:
            let other = url.port == 636 ? 389 : 636
            let answers = (try? LDAPConnection.open(to: url.with(.ldap).at(port: other), inClear)) != nil
            let hint = answers ? "; port \(other) of the same host takes connections" : ""
            return
                "Nothing listens at port \(url.port) of \(url.host)\(hint). "
                + "Is the directory running, and is this its port?"
        case .timedOut: return "No answer at all: a firewall on the way, or a machine that is off."
        default: return nil
        }
    }

    private func protect(_ plain: LDAPConnection, to url: LDAPURL) -> LDAPConnection? {
        step(.tls) { sight throws(Setback) in
            guard url.scheme == .ldaps || (url.scheme == .ldap && configuration.usesStartTLS) else {
                if url.isLoopback {
                    sight.skip("No TLS is asked for, and the connection does not leave this machine.")
                } else {
                    sight.warn("Passwords go in clear.", advice: "Set startTLS, or take ldaps://.")
                }
                return plain
            }
            sight.note("mode", url.scheme == .ldaps ? "TLS from the first byte" : "StartTLS")
            do throws(LDAPFailure) {
                let connection = try LDAPConnection.open(to: url, settings)
                TLSFindings(connection, now: directory.clock.now()).tell(&sight)
                return connection
            } catch {
                throw TLSTrouble(url: url, settings: settings, now: directory.clock.now()).setback(error, &sight)
            }
        }
    }
}
