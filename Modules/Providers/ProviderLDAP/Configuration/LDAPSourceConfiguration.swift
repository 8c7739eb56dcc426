package import IdentityCore
import JSONText
package import LDAPKit
import SourceSettings

/// The settings of a source of kind `ldap`.
package struct LDAPSourceConfiguration: SourceConfiguration {
    package static let knownKeys: Set<String> = [
        "preset", "url", "urls", "startTLS", "caFile", "allowsPlaintext", "bind", "base", "people", "attributes",
        "groups", "admits", "timeouts", "connections", "pageSize", "limits",
    ]
    package static let addressKeys: Set<String> = ["url", "urls", "startTLS", "caFile", "allowsPlaintext"]

    package private(set) var problems: [FieldProblem] = []
    /// Tried in order.
    package internal(set) var urls: [LDAPURL] = []
    package internal(set) var usesStartTLS = false
    /// As the settings name it.
    package internal(set) var caFile: String?
    var bind = ServiceBind.none
    var preset = DirectoryPreset.Name.openLDAP
    var base = DistinguishedName.root
    var people: PeopleSettings
    var attributes: AttributeMap
    var groups: GroupSettings
    /// DNs or names of groups; empty lets everybody in.
    var admits: [String] = []
    var connectTimeout = Duration.seconds(3)
    var operationTimeout = Duration.seconds(10)
    var connections = 4
    var pageSize = 500
    var maximumEntries = 1_000_000
    var maximumAnswerBytes = 8 << 20

    package init(from decoder: any Decoder) throws {
        self.init(try SettingsTree.object(from: decoder))
    }

    /// Unknown names at the top are left to whoever compares with `knownKeys`.
    init(_ object: JSONObject) {
        var reading = SettingsReading(object)
        (people, attributes, groups) = DirectoryPreset.openLDAP.defaults(below: .root)
        reading.read(into: &self)
        problems = reading.problems
    }

    /// A socket of the machine, and `external`, which shows a directory the user of this process.
    package var choicesOfTheOperator: [FieldProblem] {
        let isSocket = urls.contains { $0.scheme == .ldapi }
        let isExternal = if case .external = bind { true } else { false }
        guard isSocket || isExternal else { return [] }
        let words = "A draft reaches no socket of this machine, and does not sign in as this server"
        return (isSocket ? [urls.count > 1 ? "urls" : "url", "bind"] : ["bind"]).map { field in
            FieldProblem(field, .unknown, "\(words): look at it with 'gatehouse ldap doctor --config FILE' there.")
        }
    }

    /// For the password of a draft; a saved one belongs into a file.
    var holdsPassword: Bool { if case .account(_, .literal) = bind { true } else { false } }
}
