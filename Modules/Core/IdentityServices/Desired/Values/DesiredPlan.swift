package import IdentityCore

/// A field that is to have another value.
package struct DesiredChange: Hashable, Sendable {
    package let field: DesiredField
    /// `empty` for a thing that is not there yet.
    package let before: DesiredValue
    package let after: DesiredValue
}

/// One thing to do; each is a transaction of its own, and one of a workspace's members each too.
package struct DesiredStep: Sendable {
    package enum Act: String, Hashable, Sendable, CaseIterable { case create, change, delete }

    /// What is there already, at the version that was looked at.
    enum Target: Sendable {
        case organization(OrganizationID, version: Int?)
        case tenant(TenantID, version: Int?)
        case client(ClientID, version: Int)
        case role(Role, version: Int)
        case group(GroupID, version: Int)
        case user(UserID, version: Int)
        case workspace(WorkspaceID, version: Int)
        /// Made by an earlier step.
        case made
    }

    package let act: Act
    package let section: DesiredSection
    /// The id, the name or the login; of a group the names from the top down, parted by slashes.
    package let name: String
    /// Where it is at home; `nil` for what belongs to the server.
    package let organization: OrganizationID?
    /// Where it stands in what was given; `nil` for what is deleted because it does not.
    package let place: String?
    package let changes: [DesiredChange]
    let target: Target

    func value(_ field: DesiredField) -> DesiredValue? { changes.first { $0.field == field }?.after }
    func text(_ field: DesiredField) -> String? { value(field)?.text }
    func flag(_ field: DesiredField) -> Bool? { value(field)?.flag }
    func names(_ field: DesiredField) -> Set<String>? { value(field)?.names.map { Set($0) } }

    /// For a field that can be cleared.
    func change(_ field: DesiredField) -> Change<String> {
        guard let value = value(field) else { return .keep }
        return value.text.map(Change.set) ?? .clear
    }
}

/// What an unnamed thing is kept for though everything unnamed was to go.
package struct KeptThing: Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable { case lastAdministrator, otherSource }

    package let section: DesiredSection
    package let name: String
    package let reason: Reason
}

/// Everything there is to do, in the order in which it can be done.
package struct DesiredPlan: Sendable {
    package let steps: [DesiredStep]
    /// How many named things are as they are wished to be.
    package let unchanged: Int
    package let kept: [KeptThing]

    package func count(_ act: DesiredStep.Act) -> Int { steps.count { $0.act == act } }
}
