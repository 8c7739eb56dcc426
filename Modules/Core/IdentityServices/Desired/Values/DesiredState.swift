import IdentityCore

/// One thing as it is wished to be: what it is called, and the fields that were named. A field left out stays as it is.
package struct DesiredEntry: Sendable {
    package let section: DesiredSection
    /// Where it stands in what was given, for example `groups[2].groups[0]`.
    package let place: String
    /// The id, the name or the login, by the section; a group's own name.
    package let name: String
    package var fields: [DesiredField: DesiredValue]
    /// Groups below this group.
    package var children: [DesiredEntry]

    package init(
        _ section: DesiredSection, _ name: String, at place: String = "", fields: [DesiredField: DesiredValue] = [:],
        children: [DesiredEntry] = []
    ) {
        self.section = section
        self.place = place
        self.name = name
        self.fields = fields
        self.children = children
    }

    func text(_ field: DesiredField) -> String? { fields[field]?.text }
    func names(_ field: DesiredField) -> [String] { fields[field]?.names ?? [] }

    func problem(_ field: String?, _ rule: FieldProblem.Rule, _ message: String) -> FieldProblem {
        FieldProblem(field.map { "\(place).\($0)" } ?? place, rule, message)
    }
}

/// What is wished of everything. A section that was not named is not looked at.
package struct DesiredState: Sendable {
    package private(set) var sections: [DesiredSection: [DesiredEntry]] = [:]

    package init() {}

    /// Entries that come from several texts stand behind each other.
    package mutating func add(_ section: DesiredSection, _ entries: [DesiredEntry]) {
        sections[section, default: []] += entries
    }

    package func names(_ section: DesiredSection) -> Bool { sections[section] != nil }

    subscript(section: DesiredSection) -> [DesiredEntry] { sections[section] ?? [] }
}
