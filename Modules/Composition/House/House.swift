package import EventLog
package import IdentityCore
package import IdentityServices
import MailDelivery
package import Metrics
import OpaqueTokens
package import PasswordHashing
import SMTPKit
package import StorageSQLite

/// The assembled services over one configuration. The server and the command line open the same house.
package final class House: Sendable {
    package let configuration: GatehouseConfiguration
    package let storage: SQLiteStorage
    package let hasher: PasswordHashingService
    package let signIn: SignInService
    package let sessions: SessionService
    package let users: UserService
    package let tagging: any MessageTagging
    let mailSender: SMTPMailSender?
    package let metrics: MetricRegistry
    package let log: EventLog

    /// Opens everything in order; a problem leaves nothing open.
    /// - Parameter createsDatabase: whether a missing database file is made.
    package static func open(
        _ configuration: GatehouseConfiguration, log: EventLog, createsDatabase: Bool = false,
        registry: SourceRegistry = .standard
    ) async throws(StartProblem) -> House {
        // Before the database, which opening may already bring up to date.
        let problems = ConfigurationCheck.sourceProblems(configuration, registry)
        guard problems.isEmpty else { throw .configuration(file: "The configuration", problems) }
        let key = try MasterKeyFile.load(configuration.masterKeyFile)
        let policy = try PasswordPolicy(configuration.passwords)
        let clock = SystemClock(), random = SystemRandomSource()
        let ids = SystemIDs(clock: clock, random: random)
        let mailSender = try configuration.mailSender(clock: clock, ids: ids) { failure in
            log.warning("mail.failed", .string("reason", failure.kind.rawValue), .string("cause", "\(failure)"))
        }
        let storage = try openStorage(configuration, clock: clock, ids: ids, log: log, creates: createsDatabase)
        let hasher = PasswordHashingService(
            parameters: configuration.passwords.argon2, random: random, threads: configuration.passwords.threads,
            queueLimit: configuration.passwords.queueLimit)
        var sources: [IdentitySource] = []
        do throws(StartProblem) {
            for entry in configuration.sources {
                sources.append(
                    try await registry.open(entry, in: SourceEnvironment(hasher: hasher, clock: clock)))
            }
        } catch {
            hasher.close()
            await storage.close()
            throw error
        }
        return House(
            configuration, storage: storage, hasher: hasher, sources: sources, mailSender: mailSender, key: key,
            policy: policy,
            hands: ServiceHands(clock: clock, ids: ids, text: SystemTextNormalizer()), random: random, log: log)
    }

    private init(
        _ configuration: GatehouseConfiguration, storage: SQLiteStorage, hasher: PasswordHashingService,
        sources: [IdentitySource], mailSender: SMTPMailSender?, key: MasterKey, policy: PasswordPolicy,
        hands: ServiceHands, random: any RandomSource, log: EventLog
    ) {
        self.configuration = configuration
        self.storage = storage
        self.hasher = hasher
        self.mailSender = mailSender
        self.log = log
        metrics = MetricRegistry()
        tagging = KeyedTags(masterKey: key)
        let tokens = SessionTokens(masterKey: key, random: random)
        let throttle = SignInThrottle(configuration.signIn)
        let lifetime = Double(configuration.sessionLifetimeMinutes * 60)
        signIn = SignInService(
            storage: storage, sources: sources, tokens: tokens, throttle: throttle, limits: configuration.signIn,
            sessionLifetime: lifetime, hands: hands, observer: SignInCounter(metrics))
        sessions = SessionService(storage: storage, tokens: tokens, cache: FreshAccountCache(), hands: hands)
        users = UserService(
            storage: storage, sources: sources, hasher: hasher, tokens: tokens, throttle: throttle,
            limits: configuration.signIn, policy: policy, sessionLifetime: lifetime, hands: hands)
        describePools()
    }

    private static func openStorage(
        _ configuration: GatehouseConfiguration, clock: any Clock, ids: any IDGenerator, log: EventLog, creates: Bool
    ) throws(StartProblem) -> SQLiteStorage {
        var wanted = SQLiteStorageConfiguration(path: configuration.databaseFile, clock: clock, ids: ids) {
            incident, cause in
            log.error("storage.fault", .string("incident", incident), .string("cause", cause))
        }
        wanted.createsIfMissing = creates
        do throws(SQLiteOpenProblem) { return try SQLiteStorage.open(wanted) } catch { throw .database(error) }
    }

    /// `nil` when the configuration names no mail server.
    package var mail: (any MailSending)? { mailSender }

    /// Closes in the reverse order of opening.
    package func close() async {
        mailSender?.close()
        hasher.close()
        await storage.close()
    }
}
