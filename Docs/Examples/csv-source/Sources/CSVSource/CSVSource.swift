public import IdentityCore

/// People who stand in a CSV file, each with a hash of their password.
///
/// The first line names the columns: `id` and `login` have to be there, `password_hash`, `display_name`, `given_name`,
/// `family_name`, `email`, `groups` and `active` may be. The file is read again when it has changed.
public enum CSVSource: IdentitySourceKind {
    public static let kind = SourceKind(rawValue: "csv")

    public static func open(
        _ settings: CSVSettings, as id: SourceID, policy: ProvisioningPolicy, in environment: SourceEnvironment
    ) async throws(ServiceError) -> IdentitySource {
        // Whether the file is there shows when somebody signs in: a source that is down opens like any other.
        let path = try environment.files.path(settings.peopleFile)
        let reading = RosterReading(separator: settings.separator, hasher: environment.hasher)
        let roster = Roster(path: path, reading: reading) { environment.healthChanged(id, $0) }
        let passwords = RosterPasswords(roster: roster, hasher: environment.hasher)
        return IdentitySource(
            id: id, kind: kind, policy: policy, password: passwords, directory: RosterDirectory(roster: roster),
            examiner: RosterExaminer(source: id, roster: roster, passwords: passwords), upkeep: roster)
    }
}
