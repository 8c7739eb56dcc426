package import EventLog
package import IdentityCore
package import IdentityServices
import MailDelivery
package import Metrics
import OpaqueTokens
package import PasswordHashing
import SMTPKit
package import StorageSQLite
import TokenSigning

/// The assembled services over one configuration. The server and the command line open the same house; `house.users` is
/// one of its services.
@dynamicMemberLookup
package final class House: Sendable {
    package let configuration: GatehouseConfiguration
    package let storage: SQLiteStorage
    package let hasher: PasswordHashingService
    package let services: Services
    package let tagging: any MessageTagging
    package let random: any RandomSource
    package let sealing: any Sealing
    let mailSender: SMTPMailSender?
    let signer: TokenSigner
    package let sources: [IdentitySource]
    package let metrics: MetricRegistry
    package let log: EventLog
    let masterKeys: any MasterKeySource
    /// Whatever keeps sealed values, for the rotation of the master key.
    let sealedStores: [any SealedStore]

    /// Opens everything in order; a problem leaves nothing open.
    /// - Parameter createsDatabase: whether a missing database file is made.
    package static func open(
        _ configuration: GatehouseConfiguration, log: EventLog, createsDatabase: Bool = false,
        registry: SourceRegistry = .standard
    ) async throws(StartProblem) -> House {
        // Before the database, which opening may already bring up to date.
        let problems = ConfigurationCheck.sourceProblems(configuration, registry)
        guard problems.isEmpty else { throw .configuration(file: "The configuration", problems) }
        let clock = SystemClock(), random = SystemRandomSource()
        let keys = try WatchedMasterKeys(MasterKeyFile(configuration.masterKeyFile), clock: clock, log: log)
        let policy = try PasswordPolicy(configuration.passwords)
        let ids = SystemIDs(clock: clock, random: random)
        let mailSender = try configuration.mailSender(clock: clock, ids: ids) { failure in
            log.warning("mail.failed", .string("reason", failure.kind.rawValue), .string("cause", "\(failure)"))
        }
        let storage = try openStorage(
            configuration, chaining: AuditChainKeys(keys), clock: clock, ids: ids, log: log, creates: createsDatabase)
        let hasher = PasswordHashingService(
            parameters: configuration.passwords.argon2, random: random, threads: configuration.passwords.threads,
            queueLimit: configuration.passwords.queueLimit)
        var sources: [IdentitySource] = []
        let environment = SourceEnvironment(
            hasher: hasher, clock: clock, digests: SHA256Digests(), files: ConfiguredFiles(folder: configuration.folder)
        ) { source, health in
            log.note(health, of: source)
        }
        do throws(StartProblem) {
            for entry in configuration.sources { sources.append(try await registry.open(entry, in: environment)) }
        } catch {
            for source in sources { await source.upkeep?.close() }
            hasher.close()
            await storage.close()
            throw error
        }
        let house = House(
            configuration, storage: storage, hasher: hasher, sources: sources,
            drafts: DraftOpening(registry: registry, saved: configuration.sources, environment: environment),
            mailSender: mailSender, keys: keys, policy: policy,
            hands: ServiceHands(clock: clock, ids: ids, text: SystemTextNormalizer()), random: random, log: log)
        do throws(ServiceError) { try await house.services.clients.establishBuiltIn(as: Caller(.system)) } catch {
            await house.close()
            throw .service(error)
        }
        return house
    }

    private init(
        _ configuration: GatehouseConfiguration, storage: SQLiteStorage, hasher: PasswordHashingService,
        sources: [IdentitySource], drafts: DraftOpening, mailSender: SMTPMailSender?, keys: WatchedMasterKeys,
        policy: PasswordPolicy, hands: ServiceHands, random: any RandomSource, log: EventLog
    ) {
        self.configuration = configuration
        self.storage = storage
        self.hasher = hasher
        self.mailSender = mailSender
        self.random = random
        self.sources = sources
        self.log = log
        masterKeys = keys
        sealing = MasterKeySealing(keys: keys, random: random, ids: hands.ids) { incident, cause in
            log.error("sealing.fault", .string("incident", incident), .string("cause", cause))
        }
        let signingKeys = StoredSigningKeys(storage: storage, clock: hands.clock)
        sealedStores = [
            SealedItemsStore(storage: storage), ClientSecretsStore(storage: storage), signingKeys,
        ]
        signer = TokenSigner(
            keys: signingKeys, sealing: sealing, codes: HouseTokenCodes(keys), clock: hands.clock)
        metrics = MetricRegistry()
        tagging = KeyedTags(keys: keys)
        services = Services(
            ServiceParts(
                storage: storage, sources: sources, sourceOpening: drafts, hasher: hasher,
                tokens: SessionTokens(keys: keys, random: random), keys: AccessKeyTokens(random: random),
                signedTokens: SignedTokenParts(
                    signing: signer, making: signer, issuers: configuration.tokenIssuers),
                cache: FreshAccountCache(), sealing: sealing, auditChain: AuditChain(AuditChainKeys(keys)),
                policy: policy, limits: configuration.signIn,
                sessionLifetime: Double(configuration.sessionLifetimeMinutes * 60), seats: configuration.seats,
                mailing: Mailing(
                    sender: mailSender, codes: OneTimeCodes(random: random),
                    publicAddress: configuration.publicAddress,
                    invitationLifetime: Double(configuration.invitations.lifetimeHours * 3_600),
                    resetLifetime: Double(configuration.invitations.resetMinutes * 60)),
                digests: SHA256Digests(), hands: hands, observer: ServiceCounter(metrics)))
        describePools()
        describeSources()
    }

    private static func openStorage(
        _ configuration: GatehouseConfiguration, chaining: any AuditChaining, clock: any Clock, ids: any IDGenerator,
        log: EventLog, creates: Bool
    ) throws(StartProblem) -> SQLiteStorage {
        var wanted = SQLiteStorageConfiguration(
            path: configuration.databaseFile, auditChaining: chaining, clock: clock, ids: ids
        ) {
            incident, cause in
            log.error("storage.fault", .string("incident", incident), .string("cause", cause))
        }
        wanted.createsIfMissing = creates
        do throws(SQLiteOpenProblem) { return try SQLiteStorage.open(wanted) } catch { throw .database(error) }
    }

    package subscript<Service>(dynamicMember path: KeyPath<Services, Service>) -> Service { services[keyPath: path] }
    /// `nil` when the configuration names no mail server.
    package var mail: (any MailSending)? { mailSender }

    /// Closes in the reverse order of opening.
    package func close() async {
        mailSender?.close()
        await services.passwordResets.settle()
        await services.jobs.settle()
        for source in sources { await source.upkeep?.close() }
        signer.close()
        hasher.close()
        await storage.close()
    }
}
