import CommandParsing
import Composition
import EventLog
import FoundationEssentials
import IdentityCore
import JSONText
import StorageSQLite

/// The reference of a listing of all users: the same rows in the same pages, and the same members written for each.
struct ListingCommand: Command {
    static let declaration = CommandDeclaration(
        path: ["listing"], summary: "Time reading all users and writing them as JSON, without a server",
        options: [
            .value("data", "DIR", "a data folder that `seed` filled", required: true, .folder),
            .value("rounds", "N", "how often it is measured", required: true),
        ])

    private let folder: DataFolder
    private let rounds: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        folder = DataFolder(arguments.required("data"))
        rounds = try arguments.integer("rounds", in: 1...1_000) ?? 1
    }

    func run(in context: Void) async throws {
        let log = EventLog(minimum: .warning)
        defer { log.close() }
        let house = try await House.open(try ConfigurationFile.load(folder.configurationFile), log: log)
        let measured = await Result { () async throws in
            var seconds: [Double] = [], bytes = 0
            // The first round fills the caches.
            for round in 0...rounds {
                let watch = Stopwatch()
                bytes = try await listing(house.storage)
                if round > 0 { seconds.append(watch.processorSeconds) }
            }
            return (seconds.median, bytes)
        }
        await house.close()
        let (seconds, bytes) = try measured.get()
        ResultLine.write(["processorSeconds": .number(seconds), "bytes": .integer(Int64(bytes))])
    }

    private func listing(_ storage: any Storage) async throws -> Int {
        var writer = JSONWriter(capacity: 64 * 1_024)
        writer.openObject()
        writer.openObject("users")
        var query = UserQuery(limit: 500)
        while true {
            let asked = query
            let page = try await storage.read(.scan) { try $0.users.list(asked) }
            for user in page { write(user, to: &writer) }
            guard page.count == query.limit, let last = page.last else { break }
            query.after = last.position(in: query.sort)
        }
        writer.closeObject()
        writer.closeObject()
        return writer.bytes.count
    }

    private func write(_ user: User, to writer: inout JSONWriter) {
        let key = user.id.characters
        writer.object(plain: key.span) { writer in
            writer.field("id", plain: key.span)
            writer.field("username", user.login.display)
            if let name = user.givenName { writer.field("firstName", name) }
            if let name = user.familyName { writer.field("lastName", name) }
            if let email = user.email { writer.field("email", email.display) }
            writer.field("emailVerified", user.isEmailVerified)
            writer.field("createdTimestamp", Int64(user.createdAt.timeIntervalSince1970 * 1_000))
            writer.field("enabled", user.isEnabled)
            writer.array("disableableCredentialTypes") { _ in }
            writer.array("requiredActions") { writer in
                for action in user.requiredActions { writer.value(action.rawValue) }
            }
            writer.field("notBefore", 0)
            writer.object("access") { writer in
                for flag: StaticString in ["view", "manage", "manageGroupMembership", "mapRoles", "impersonate"] {
                    writer.field(flag, true)
                }
            }
            writer.null("lastLogin")
            writer.array("realmRoles") { writer in
                for role in user.roles { writer.value(role.rawValue) }
            }
        }
    }
}
