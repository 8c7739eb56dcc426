public import IdentityCore

/// The `settings` of a source of kind `csv`.
public struct CSVSettings: SourceConfiguration {
    public static let knownKeys: Set = ["peopleFile", "groupSeparator"]

    /// Where the source reaches; another separator makes no other place of it.
    public static let addressKeys: Set = ["peopleFile"]

    /// A key that names a file ends in `File`: drafts of settings that come over the network get at no other file then.
    let peopleFile: String
    private let groupSeparator: String?

    /// Between the names in the column `groups`.
    var separator: Character { groupSeparator?.first ?? ";" }

    public var problems: [FieldProblem] {
        var problems: [FieldProblem] = []
        if peopleFile.isEmpty { problems.append(FieldProblem("peopleFile", .malformed, "peopleFile names no file.")) }
        if let groupSeparator, groupSeparator.count != 1 || "\",\n".contains(groupSeparator) {
            problems.append(
                FieldProblem(
                    "groupSeparator", .malformed, "groupSeparator has to be one character, and no comma or quote."))
        }
        return problems
    }
}
