import CommandParsing
import Composition
import FoundationEssentials
import IdentityCore
import JSONText
import StorageSQLite

struct ShowStatus: Command {
    static let declaration = CommandDeclaration(
        path: ["status"], summary: "Say what there is and whether it is in order",
        details: """
            Changes nothing. While migrations are pending, users and sessions are not counted: 'gatehouse database \
            migrate' takes them.
            """,
        examples: [Example("gatehouse status --data ./data", "version, files, schema, users, sessions")])

    init(_ arguments: ParsedArguments) {}

    func run(in workplace: Workplace) async throws {
        let configuration = try workplace.configuration()
        let migrations = try SQLiteMaintenance(path: configuration.databaseFile).migrationStatus()
        if let unknown = migrations.unknown.first {
            throw SQLiteOpenProblem.newer(path: configuration.databaseFile, migration: unknown)
        }
        let summary: House.Summary? =
            migrations.pending.isEmpty
            ? try await workplace.withHouse { try await $0.summary(as: workplace.caller) } : nil
        let attributes = try? FileManager.default.attributesOfItem(atPath: configuration.databaseFile)
        let bytes = (attributes?[.size] as? UInt).map { Int($0) }
        give(workplace, configuration, bytes, migrations, summary)
    }

    private func give(
        _ workplace: Workplace, _ configuration: GatehouseConfiguration, _ bytes: Int?, _ migrations: MigrationStatus,
        _ summary: House.Summary?
    ) {
        func count(_ path: KeyPath<House.Summary, Int>) -> Int? { summary.map { $0[keyPath: path] } }
        let isUpToDate = migrations.pending.isEmpty
        workplace.answers.give(
            [
                "version": .string(Version.text), "dataFolder": .text(workplace.folder?.path),
                "configurationFile": .string(workplace.configurationFile),
                "databaseFile": .string(configuration.databaseFile), "databaseBytes": .count(bytes),
                "schemaIsUpToDate": .bool(isUpToDate),
                "pendingMigrations": .array(migrations.pending.map(JSONValue.string)),
                "users": .count(count(\.users)), "enabledSuperAdmins": .count(count(\.enabledSuperAdmins)),
                "sessions": .count(count(\.sessions)),
                "enabledUsers": .count(count(\.enabledUsers)), "seats": .count(configuration.seats),
            ],
            text: Sheet.text([
                ("version", Version.text), ("data folder", workplace.folder?.path),
                ("configuration", workplace.configurationFile), ("database", configuration.databaseFile),
                ("size", bytes.map { "\($0) bytes" }),
                ("schema", isUpToDate ? "up to date" : "pending: " + migrations.pending.joined(separator: ", ")),
                ("users", count(\.users).map(String.init)),
                ("enabled super-admins", count(\.enabledSuperAdmins).map(String.init)),
                ("sessions", count(\.sessions).map(String.init)),
                (
                    "seats",
                    count(\.enabledUsers).map { "\($0) of \(configuration.seats.map(String.init) ?? "any number")" }
                ),
            ]))
    }
}
