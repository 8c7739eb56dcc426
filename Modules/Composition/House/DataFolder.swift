import Cryptography
package import EventLog
import FoundationEssentials
import Glibc
package import IdentityCore
package import IdentityServices
import OpaqueTokens
import StorageSQLite

/// The folder with everything of one Gatehouse: database, master key, configuration.
package struct DataFolder: Sendable {
    /// What the first start made. The generated password stands nowhere else.
    package struct Initialization: Sendable {
        package let adminLogin: String
        package let generatedPassword: Secret?
        package let configurationFile: String
    }

    package let path: String

    package init(_ path: String) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    package var configurationFile: String { "\(path)/gatehouse.json5" }

    /// Makes what is missing: folder, master key, configuration, database, first administrator. What an interrupted
    /// attempt left behind is used, never overwritten.
    /// - Parameters:
    ///   - adminPassword: `nil` makes a random one, returned once.
    /// - Throws: `initialized` when there are users already.
    package func initialize(
        adminLogin: String, adminPassword: Secret?, host: String = "127.0.0.1", port: Int = 8080, as caller: Caller,
        log: EventLog, registry: SourceRegistry = .standard
    ) async throws(StartProblem) -> Initialization {
        let isConfigured = FileManager.default.fileExists(atPath: configurationFile)
        let template = ConfigurationTemplate.text(host: host, port: port)
        // Checked before anything is made: address and port come from outside.
        let configuration =
            isConfigured
            ? try ConfigurationFile.load(configurationFile)
            : try ConfigurationFile.parse(Array(template.utf8), folder: path, name: configurationFile)
        try makeFolder()
        if !FileManager.default.fileExists(atPath: configuration.masterKeyFile) {
            guard !FileManager.default.fileExists(atPath: configuration.databaseFile) else {
                throw .masterKey(
                    "There is a database but no master key at \(configuration.masterKeyFile); restore the key.")
            }
            let key = MasterKey.generate(from: SystemRandomSource())
            try key.fileContents.reveal { text throws(StartProblem) in
                try NewFile.write(text, to: configuration.masterKeyFile, mode: 0o600)
            }
        }
        let house = try await House.open(configuration, log: log, createsDatabase: true, registry: registry)
        let result: Result<Initialization, StartProblem>
        do throws(StartProblem) {
            guard try await isEmpty(house) else { throw isInUse }
            if !isConfigured { try NewFile.write(template, to: configurationFile, mode: 0o640) }
            result = .success(
                try await firstAdministrator(adminLogin, password: adminPassword, in: house, as: caller))
        } catch {
            result = .failure(error)
        }
        await house.close()
        return try result.get()
    }

    /// Whether a server can start here without initialising first.
    package func isInitialized(
        log: EventLog, registry: SourceRegistry = .standard
    ) async throws(StartProblem) -> Bool {
        guard FileManager.default.fileExists(atPath: configurationFile) else { return false }
        let configuration = try ConfigurationFile.load(configurationFile)
        guard FileManager.default.fileExists(atPath: configuration.databaseFile) else { return false }
        let house = try await House.open(configuration, log: log, registry: registry)
        let result: Result<Bool, StartProblem>
        do throws(StartProblem) { result = .success(try await isEmpty(house)) } catch { result = .failure(error) }
        await house.close()
        return try !result.get()
    }

    private func firstAdministrator(
        _ login: String, password: Secret?, in house: House, as caller: Caller
    ) async throws(StartProblem) -> Initialization {
        do throws(ServiceError) {
            // 160 bits, as digits and letters that can be read out and pasted anywhere.
            let generated = password == nil ? Secret(Hexadecimal.encode(SystemRandom().bytes(20))) : nil
            guard let secret = password ?? generated else { throw .internalFailure(incident: "password") }
            _ = try await house.users.createFirstAdministrator(login: login, password: secret, as: caller)
            return Initialization(
                adminLogin: login, generatedPassword: generated, configurationFile: configurationFile)
        } catch {
            // Another first start was faster.
            if error == .conflict(.alreadyInitialized) { throw isInUse }
            throw .service(error)
        }
    }

    private func isEmpty(_ house: House) async throws(StartProblem) -> Bool {
        do throws(ServiceError) {
            return try await house.storage.read(.point) { store in try store.users.count() } == 0
        } catch {
            throw .service(error)
        }
    }

    private func makeFolder() throws(StartProblem) {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .file("The folder \(path) can't be made: \(String(cString: strerror(errno))).")
        }
    }

    private var isInUse: StartProblem {
        .initialized("\(path) holds a Gatehouse already; nothing was changed.")
    }
}
