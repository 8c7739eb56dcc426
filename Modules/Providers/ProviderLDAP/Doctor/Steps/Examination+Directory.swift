import IdentityCore
import LDAPKit

extension Examination {
    /// What the server says of itself. Much of it is optional: what is missing is no fault.
    func lookAtDirectory(over connection: LDAPConnection) {
        step(.directory) { sight throws(Setback) in
            let root: LDAPRootDSE
            do throws(LDAPFailure) { root = try connection.rootDSE() } catch {
                guard case .answer = error.kind else { throw silence(of: connection, error) }
                sight.warn("The server does not say what it is: \(error).")
                return
            }
            contexts = root.namingContexts.compactMap(GroupNames.dn)
            isActiveDirectory = root.isActiveDirectory
            let name = Self.name(of: root)
            sight.words = "This is \(name)."
            sight.note("vendor", name)
            sight.note("holds", root.namingContexts.joined(separator: "; "))
            sight.note("paged answers", root.offersPaging ? "yes" : "no")
            sight.note("password policy", root.offersPasswordPolicy ? "yes" : "no")
            sight.note("StartTLS", root.offersStartTLS ? "yes" : "no")
            if isActiveDirectory, configuration.preset != .activeDirectory {
                sight.warn(
                    "This is Active Directory, and the preset is \(configuration.preset.rawValue).",
                    advice: "Set preset to active-directory.")
            }
        }
    }

    private static func name(of root: LDAPRootDSE) -> String {
        if root.isActiveDirectory { return "Active Directory" }
        if root.isOpenLDAP { return "OpenLDAP" }
        let said = [root.vendorName, root.vendorVersion].compactMap { $0 }.joined(separator: " ")
        return said.isEmpty ? "a directory that does not say its name" : said
    }

    /// A port that wants TLS from the first byte does not answer in any other way.
    private func silence(of connection: LDAPConnection, _ failure: LDAPFailure) -> Setback {
        guard !connection.isEncrypted, connection.url.scheme == .ldap else { return Setback(failure, at: .directory) }
        var looking = settings
        looking.tls = .inspecting(mode: .none)
        guard (try? LDAPConnection.open(to: connection.url.with(.ldaps), looking)) != nil else {
            return Setback(
                failure, at: .directory, advice: "What listens at port \(connection.url.port) speaks no LDAP.")
        }
        return Setback(
            .unavailable, "Port \(connection.url.port) speaks TLS from the first byte.",
            advice: "Write \(connection.url.with(.ldaps)).")
    }
}
