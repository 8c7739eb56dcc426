import FoundationEssentials
import IdentityCore

/// A plan in the making. It is handed from one read to the next, so that no read takes long; whatever changes in between
/// is noticed by the step that acts, which asks for the version that was looked at.
struct DesiredPlanning: Sendable {
    let state: DesiredState
    let pruned: Set<DesiredSection>
    let caller: Caller
    let comparison: DesiredComparison
    let names: DesiredNames
    var problems: [FieldProblem] = []
    var steps: [DesiredStep] = []
    /// What has to wait until users and workspaces are made.
    var lateSteps: [DesiredStep] = []
    /// In the order in which they can go.
    var deletions: [DesiredStep] = []
    var unchanged = 0
    var kept: [KeptThing] = []
    /// Groups that the wish speaks of.
    var namedGroups: Set<GroupID> = []
    /// By folded name; read once.
    var roles: [String: RoleDefinition] = [:]

    init(_ state: DesiredState, pruned: Set<DesiredSection>, as caller: Caller, using text: any TextNormalizing) {
        self.state = state
        self.pruned = pruned
        self.caller = caller
        comparison = DesiredComparison(text: text)
        names = DesiredNames(state, home: caller.organization, comparison)
        problems = DesiredRules(text: text).problems(state) + names.problems
        for section in DesiredSection.allCases where pruned.contains(section) && !state.names(section) {
            problems.append(
                FieldProblem(
                    section.rawValue, .missing,
                    "\(section.rawValue) is to be pruned, but is not named; name it, as an empty list if nothing is to stay."
                ))
        }
    }

    func home(_ entry: DesiredEntry) -> OrganizationID {
        entry.text(.organization).map(OrganizationID.init(rawValue:)) ?? caller.organization
    }

    /// Adds what the entry asks for of something that is there.
    mutating func compare(
        _ entry: DesiredEntry, _ current: DesiredFields, except ignored: Set<DesiredField> = [],
        name: String? = nil, in organization: OrganizationID? = nil, _ target: DesiredStep.Target
    ) {
        let changes = comparison.changes(entry, current, except: ignored)
        for change in changes where entry.section.fixedFields.contains(change.field) {
            refuse(entry, change.field.rawValue, .reserved, "\(change.field) is chosen once and can't be changed.")
        }
        guard !changes.isEmpty else { return unchanged += 1 }
        steps.append(
            DesiredStep(
                act: .change, section: entry.section, name: name ?? entry.name, organization: organization,
                place: entry.place, changes: changes, target: target))
    }

    mutating func create(
        _ entry: DesiredEntry, except ignored: Set<DesiredField> = [], name: String? = nil,
        in organization: OrganizationID? = nil
    ) {
        steps.append(
            DesiredStep(
                act: .create, section: entry.section, name: name ?? entry.name, organization: organization,
                place: entry.place, changes: comparison.settings(entry, except: ignored), target: .made))
    }

    mutating func late(
        _ entry: DesiredEntry, _ change: DesiredChange, in organization: OrganizationID, _ target: DesiredStep.Target
    ) {
        lateSteps.append(
            DesiredStep(
                act: .change, section: entry.section, name: entry.name, organization: organization, place: entry.place,
                changes: [change], target: target))
    }

    mutating func delete(
        _ section: DesiredSection, _ name: String, in organization: OrganizationID? = nil,
        _ target: DesiredStep.Target
    ) {
        deletions.append(
            DesiredStep(
                act: .delete, section: section, name: name, organization: organization, place: nil, changes: [],
                target: target))
    }

    mutating func refuse(
        _ entry: DesiredEntry, _ field: String?, _ rule: FieldProblem.Rule, _ message: String
    ) {
        problems.append(entry.problem(field, rule, message))
    }

    mutating func refuseUnknown(_ entry: DesiredEntry, _ field: String, _ kind: EntityKind, _ name: String) {
        refuse(entry, field, .unknown, "There is no \(kind.rawValue) \"\(String(name.prefix(64)))\".")
    }

    func finished() throws(ServiceError) -> DesiredPlan {
        guard problems.isEmpty else { throw .invalidInput(problems) }
        return DesiredPlan(steps: steps + lateSteps + deletions, unchanged: unchanged, kept: kept)
    }
}
