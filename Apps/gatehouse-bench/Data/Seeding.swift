import Composition
import EventLog
import FoundationEssentials
import IdentityCore
import IdentityServices
import PasswordHashing
import StorageSQLite

/// Fills a new data folder through the storage's own writer.
struct Seeding {
    static let adminLogin = "admin"
    /// Users in one transaction.
    private static let batch = 5_000

    let folder: DataFolder
    let password: Secret

    /// - Parameter setsPasswords: whether every user can sign in with `password`; hashed once, since only the time of
    ///   checking matters.
    func run(users count: Int, setsPasswords: Bool) async throws {
        let log = EventLog(minimum: .warning)
        defer { log.close() }
        _ = try await folder.initialize(
            adminLogin: Self.adminLogin, adminPassword: password, as: Caller(.system), log: log)
        let house = try await House.open(try ConfigurationFile.load(folder.configurationFile), log: log)
        let result = await Result { try await fill(house, users: count, setsPasswords: setsPasswords) }
        await house.close()
        try result.get()
    }

    private func fill(_ house: House, users count: Int, setsPasswords: Bool) async throws {
        let hash = setsPasswords ? try await house.hasher.hash(password) : nil
        let clock = SystemClock()
        let ids = SystemIDs(clock: clock, random: SystemRandomSource())
        for start in stride(from: 0, to: count, by: Self.batch) {
            try await house.storage.write { store in
                for number in start..<min(start + Self.batch, count) {
                    let user = SampleUsers.user(number, id: UserID(ids.uuid()), at: clock.now())
                    try store.userWrites.insert(user)
                    guard let hash else { continue }
                    try store.passwordWrites.put(
                        PasswordCredential(user: user.id, hash: hash, isTemporary: false, changedAt: user.createdAt))
                }
            }
        }
    }
}

extension Result where Failure == any Error {
    /// What `body` returns or throws, so that something can be put away in between.
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
