package import IdentityCore
package import JSONText

/// One source as the configuration names it; its settings stay undecoded until the kind is known.
package struct SourceEntry: Sendable {
    package let id: SourceID
    package let kind: SourceKind
    package let policy: ProvisioningPolicy
    package let settings: JSONValue

    package init(id: SourceID, kind: SourceKind, policy: ProvisioningPolicy, settings: JSONValue) {
        self.id = id
        self.kind = kind
        self.policy = policy
        self.settings = settings
    }

    package static let local = SourceEntry(
        id: .local, kind: SourceKind(rawValue: "local"), policy: ProvisioningPolicy(), settings: [:])
}
