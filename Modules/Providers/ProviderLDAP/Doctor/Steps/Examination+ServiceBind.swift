import IdentityCore
import LDAPKit

extension Examination {
    /// - Returns: whether the walk goes on.
    func bindService(over connection: LDAPConnection) -> Bool {
        let isBound: Void? = step(.serviceBind) { sight throws(Setback) in
            guard let identity else {
                sight.skip("The source has no account of its own; each person signs in directly.")
                return
            }
            sight.note("as", configuration.bind.shown)
            let answer = try asking(at: .serviceBind) { () throws(LDAPFailure) in
                try Self.bind(identity, over: connection)
            }
            guard case .refused(let code, let diagnostic, let policy) = answer else {
                sight.words = "The directory takes the source's own account."
                return
            }
            sight.note("result", "\(code)")
            if !diagnostic.isEmpty { sight.note("words", diagnostic) }
            throw Setback(
                .misconfigured, "The directory refuses the source's own account: \(code).",
                advice: refusalAdvice(code, diagnostic, policy, connection.url))
        }
        return isBound != nil
    }

    static func bind(
        _ identity: LDAPServiceIdentity, over connection: LDAPConnection
    ) throws(LDAPFailure) -> LDAPBindAnswer {
        switch identity {
        case .anonymous: return try connection.bindAnonymously()
        case .external: return try connection.bindExternal()
        case .simple(let dn, let password): return try connection.bind(dn: dn, password: password())
        }
    }

    private func refusalAdvice(
        _ code: LDAPResultCode, _ diagnostic: String, _ policy: LDAPPasswordPolicy?, _ url: LDAPURL
    ) -> String {
        if code == .confidentialityRequired || code == .strongerAuthRequired {
            return "The server takes passwords over TLS only: set startTLS, or take ldaps://."
        }
        guard case .account(let text, _) = configuration.bind else {
            return "Give the source an account in bind: {dn, passwordFile}."
        }
        switch BindReason.reason(code, diagnostic: diagnostic, policy: policy) {
        case .unknown: return "There is no account \(text); correct bind.dn."
        case .refusal(let refusal, let words) where refusal != .wrongPassword:
            return "The account itself is closed (\(words)); open it at the directory."
        default: break
        }
        guard let dn = GroupNames.dn(text) else {
            return isActiveDirectory
                ? "Look at bind.dn (user@domain or a DN) and at the password."
                : "\(text) is no DN, which this directory wants in bind.dn."
        }
        if !contexts.isEmpty, !contexts.contains(where: dn.isWithin) {
            return "\(text) lies outside of what this server holds: \(contexts.map(\.text).joined(separator: "; "))."
        }
        return existence(of: dn, at: url)
    }

    /// Asked as nobody; most directories do not say.
    private func existence(of dn: DistinguishedName, at url: LDAPURL) -> String {
        let unsaid =
            "The directory does not tell a wrong name from a wrong password: look at bind.dn and at the password."
        guard let connection = try? LDAPConnection.open(to: url, settings) else { return unsaid }
        do throws(LDAPFailure) {
            let search = LDAPSearch(base: dn, scope: .base, attributes: ["1.1"])
            return try connection.search(search).entries.isEmpty
                ? unsaid : "The entry exists, so its password is another."
        } catch {
            guard error.resultCode == .noSuchObject, !error.matchedDN.isEmpty else { return unsaid }
            return "There is no entry \(dn); the deepest that exists is \(error.matchedDN)."
        }
    }
}
