import IdentityCore
import LDAPKit

extension LDAPSettings {
    init(_ configuration: LDAPSourceConfiguration, _ files: any SourceFiles) throws(ServiceError) {
        var caFile: String?
        if let name = configuration.caFile { caFile = try files.path(name) }
        self.init(
            urls: configuration.urls,
            tls: LDAPTLSSettings(mode: configuration.usesStartTLS ? .startTLS : .none, caFile: caFile),
            connectTimeout: configuration.connectTimeout, operationTimeout: configuration.operationTimeout,
            maximumEntries: configuration.maximumEntries, maximumAnswerBytes: configuration.maximumAnswerBytes)
    }
}

extension LDAPServiceIdentity {
    /// - Returns: `nil` when the source has no account of its own.
    init?(_ bind: ServiceBind, _ files: any SourceFiles) throws(ServiceError) {
        switch bind {
        case .none: return nil
        case .anonymous: self = .anonymous
        case .external: self = .external
        case .account(let dn, .literal(let password)): self = .simple(dn: dn) { password.reveal { Array($0.utf8) } }
        case .account(let dn, .file(let name)):
            // Read at the start, so that a missing file is known then; and at each sign-in, so that a new password
            // needs no restart.
            let first = try files.secret(name)
            self = .simple(dn: dn) {
                let password = (try? files.secret(name)) ?? first
                return password.reveal { Array($0.utf8) }
            }
        }
    }
}
