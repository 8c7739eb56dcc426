import FoundationEssentials
import IdentityCore

/// Compares wishes with what is there: names the way their kind is compared, times to the millisecond, sets without order.
struct DesiredComparison: Sendable {
    let text: any TextNormalizing

    func key(_ name: String) -> String { text.comparisonKey(name) }

    /// Names of workspaces are ASCII but for those of default workspaces.
    func workspaceKey(_ name: String) -> String { name.lowercased() }

    static func path(_ text: String) -> [String] { text.split(separator: "/").map(String.init) }

    /// One text for all spellings of one path.
    func pathKey(_ path: [String]) -> String { path.map(key).joined(separator: "/") }

    func changes(
        _ entry: DesiredEntry, _ current: DesiredFields, except ignored: Set<DesiredField> = []
    ) -> [DesiredChange] {
        entry.section.fields.compactMap { field in
            guard !ignored.contains(field), let wanted = entry.fields[field], let now = current[field],
                canonical(field, wanted) != canonical(field, now)
            else { return nil }
            return DesiredChange(field: field, before: now, after: wanted)
        }
    }

    /// What making a thing sets.
    func settings(_ entry: DesiredEntry, except ignored: Set<DesiredField> = []) -> [DesiredChange] {
        entry.section.fields.compactMap { field in
            guard !ignored.contains(field), let wanted = entry.fields[field], wanted != .empty else { return nil }
            return DesiredChange(field: field, before: .empty, after: wanted)
        }
    }

    private func canonical(_ field: DesiredField, _ value: DesiredValue) -> DesiredValue {
        switch (field, value) {
        case (.permissions, .names(let names)): .names(ordered(names.map { Permission($0)?.description ?? $0 }))
        case (.groups, .names(let names)): .names(ordered(names.map { pathKey(Self.path($0)) }))
        case (_, .names(let names)): .names(ordered(names))
        case (.defaultWorkspace, .text(let name)): .text(workspaceKey(name))
        case (_, .members(let members)): .members(Dictionary(members.map { (key($0), $1) }) { first, _ in first })
        case (_, .time(let time)): .time(Self.rounded(time))
        case (_, .trial(let trial)):
            .trial(Trial(grantedOn: Self.rounded(trial.grantedOn), expiresOn: Self.rounded(trial.expiresOn)))
        default: value
        }
    }

    private func ordered(_ names: [String]) -> [String] { Set(names).sorted() }

    private static func rounded(_ time: Date) -> Date {
        Date(timeIntervalSince1970: (time.timeIntervalSince1970 * 1_000).rounded() / 1_000)
    }
}
