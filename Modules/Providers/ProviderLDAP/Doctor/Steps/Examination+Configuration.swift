import IdentityCore
import LDAPKit

extension Examination {
    /// Whatever is wrong with the settings by themselves kept the source from being opened.
    func lookAtConfiguration() {
        step(.configuration) { sight in
            sight.words = "The settings are complete."
            sight.note("preset", configuration.preset.rawValue)
            sight.note("servers", configuration.urls.map(\.description).joined(separator: ", "))
            sight.note("signs in as", configuration.bind.shown)
            sight.note("people", configuration.people.base.text)
            sight.note("filter", configuration.people.filter.text)
            if let direct = configuration.people.direct { sight.note("direct", direct.shown) }
            if configuration.groups.via != .none { sight.note("groups", configuration.groups.base.text) }
            if configuration.holdsPassword {
                sight.warn(
                    "The password of the account stands in the settings themselves.",
                    advice: "Put it into a file of its own, mode 0600, and name that in bind.passwordFile.")
            }
        }
    }
}

extension ServiceBind {
    var shown: String {
        switch self {
        case .account(let dn, _): dn
        case .external: "whom the socket shows (EXTERNAL)"
        case .anonymous: "nobody (anonymous)"
        case .none: "each person"
        }
    }
}

extension DirectName {
    var shown: String {
        switch self {
        case .entry(let template): template.text
        case .principal(let domain): "{\(Self.place)}@\(domain)"
        }
    }
}
