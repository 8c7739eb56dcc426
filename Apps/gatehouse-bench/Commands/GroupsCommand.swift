import CommandParsing
import Composition
import EventLog
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText
import PasswordHashing
import StorageSQLite

struct GroupsCommand: Command {
    private static let pageSize = 100

    static let declaration = CommandDeclaration(
        path: ["groups"], summary: "Time questions of authorization among many groups, and pages of many members",
        options: [
            .value("data", "DIR", "a data folder that `seed` made; groups are put into it", required: true, .folder),
            .value("rounds", "N", "how often each is measured", required: true),
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
        let configuration = try ConfigurationFile.load(folder.configurationFile)
        let seeding = try await House.open(configuration, log: log)
        let sample = await Result { try await SampleGroups(filling: seeding.storage, now: Date()) }
        await seeding.close()
        // Opened anew, so that the first question finds nothing remembered.
        let house = try await House.open(configuration, log: log)
        let measured = await Result { try await measure(house, try sample.get()) }
        await house.close()
        ResultLine.write(try measured.get())
    }

    private func measure(_ house: House, _ sample: SampleGroups) async throws -> JSONObject {
        let caller = Caller(.operator("bench"))
        // Nothing grants it, so that every grant is looked at and told.
        let wanted = Permission("model", id: "nothing", action: "put"), user = UserSelector.id(sample.user)
        func explain() async throws -> (milliseconds: Double, paths: Int) {
            let watch = Stopwatch()
            let explanation = try await house.authorization.explain(user, wanted, as: caller)
            return (watch.seconds * 1_000, explanation.nearest.count)
        }
        let first = try await explain()
        var warm: [Double] = []
        for _ in 0..<rounds * 20 { warm.append(try await explain().milliseconds) }
        let allows = try await allows(house, sample, wanted)
        let pages = try await pages(house.storage, of: sample.crowd)
        return [
            "grants": .integer(Int64(first.paths)), "explainFirst": .number(first.milliseconds),
            "explainWarm": .number(warm.median), "allowsFirst": .number(allows.first),
            "allowsWarm": .number(allows.warm), "firstPage": .number(pages.first), "lastPage": .number(pages.last),
        ]
    }

    /// From the token to the answer, as a request goes: milliseconds.
    private func allows(
        _ house: House, _ sample: SampleGroups, _ wanted: Permission
    ) async throws -> (first: Double, warm: Double) {
        let password = Secret("bench-password-of-one-user")
        let hash = try await house.hasher.hash(password), now = Date()
        let login = try await house.storage.write { store in
            try store.passwordWrites.put(PasswordCredential(user: sample.user, hash: hash, changedAt: now))
            return try store.users.require(.id(sample.user)).login.display
        }
        let issued = try await house.signIn.signIn(login: login, password: password, from: .local)
        func ask() async throws -> Double {
            let watch = Stopwatch()
            let caller = try await house.sessions.caller(presenting: issued.token, from: .local)
            _ = try await house.authorization.allows(wanted, as: caller)
            return watch.seconds * 1_000
        }
        let first = try await ask()
        var warm: [Double] = []
        for _ in 0..<rounds * 20 { warm.append(try await ask()) }
        return (first, warm.median)
    }

    /// Microseconds of processor time a page.
    private func pages(_ storage: SQLiteStorage, of group: GroupID) async throws -> (first: Double, last: Double) {
        var after: UserPosition?, starts: [UserPosition?] = []
        while true {
            let query = MemberQuery(group: group, after: after, limit: Self.pageSize)
            let page = try await storage.read(.scan) { try $0.groups.members(query) }
            guard !page.isEmpty else { break }
            starts.append(after)
            after = page.last?.position(in: UserSort())
        }
        let ends = [starts.first ?? nil, starts.last ?? nil]
        var times: [[Double]] = [[], []]
        for round in 0...rounds {
            for (place, start) in ends.enumerated() {
                let query = MemberQuery(group: group, after: start, limit: Self.pageSize)
                let watch = Stopwatch()
                for _ in 0..<5 { _ = try await storage.read(.scan) { try $0.groups.members(query) } }
                if round > 0 { times[place].append(watch.processorSeconds / 5 * 1e6) }
            }
        }
        return (times[0].median, times[1].median)
    }
}
