import Cryptography
import FoundationEssentials
import Glibc
public import IdentityCore
import JSONText
import OpaqueTokens
import PasswordHashing
import SourceSettings
import Threading

/// Opens sources for tests as a server does: settings from text, real hashes at little cost, files of one folder. Keep it
/// as long as the source.
public final class SourceTestBed: Sendable {
    private let hashing: PasswordHashingService
    private let files: FolderFiles
    private let clock: any Clock
    private let told = Locked<[SourceHealth]>([])

    /// - Parameters:
    ///   - folder: where files lie that settings name without a `/` in front.
    ///   - clock: the machine's own unless given.
    public init(folder: String = ".", clock: (any Clock)? = nil) {
        hashing = PasswordHashingService(
            parameters: Argon2Parameters(memoryKiB: 64, passes: 1, lanes: 1), random: SystemDice(), threads: 2)
        files = FolderFiles(folder: folder)
        self.clock = clock ?? MachineClock()
    }

    deinit { hashing.close() }

    /// Makes and checks hashes as the server does, only weaker ones.
    public var hasher: any PasswordHasher { hashing }

    /// Whenever a source has told of its health, oldest first.
    public var healthChanges: [SourceHealth] { told.withLock { $0 } }

    public var environment: SourceEnvironment {
        SourceEnvironment(hasher: hashing, clock: clock, digests: SHA256Digests(), files: files) { [told] _, health in
            told.withLock { $0.append(health) }
        }
    }

    /// Everything that is wrong with the settings, as `gatehouse config check` would say it.
    /// - Parameter settings: JSON or JSON5, as in the configuration file.
    public func problems<Kind: IdentitySourceKind>(in settings: String, of kind: Kind.Type) -> [FieldProblem] {
        read(settings, as: kind).problems
    }

    /// - Parameter settings: JSON or JSON5, as in the configuration file.
    /// - Throws: `invalidInput` with everything that is wrong with the settings; what the kind throws.
    public func open<Kind: IdentitySourceKind>(
        _ kind: Kind.Type, settings: String, as id: SourceID = SourceID(rawValue: "test"),
        policy: ProvisioningPolicy = ProvisioningPolicy()
    ) async throws(ServiceError) -> IdentitySource {
        let (configuration, problems) = read(settings, as: kind)
        guard let configuration, problems.isEmpty else { throw .invalidInput(problems) }
        return try await kind.open(configuration, as: id, policy: policy, in: environment)
    }

    private func read<Kind: IdentitySourceKind>(
        _ settings: String, as kind: Kind.Type
    ) -> (configuration: Kind.Configuration?, problems: [FieldProblem]) {
        do throws(JSONSyntaxError) {
            return kind.configuration(from: try JSONParser.parse(Array(settings.utf8), options: .json5))
        } catch {
            return (nil, [FieldProblem("settings", .malformed, "\(error)")])
        }
    }
}

private struct MachineClock: Clock {
    func now() -> Date { Date() }
}

private struct SystemDice: RandomSource {
    func bytes(_ count: Int) -> [UInt8] { SystemRandom().bytes(count) }
}

private struct FolderFiles: SourceFiles {
    let folder: String

    func path(_ name: String) throws(ServiceError) -> String { name.hasPrefix("/") ? name : "\(folder)/\(name)" }

    func secret(_ name: String) throws(ServiceError) -> Secret {
        let path = try path(name)
        guard let bytes = FileManager.default.contents(atPath: path) else { throw problem("\(name) can't be read.") }
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_mode & 0o077 == 0 else {
            throw problem("\(name) is open to other users of this machine; make it readable by its owner only.")
        }
        let line = String(decoding: bytes, as: UTF8.self).prefix { !$0.isNewline }
        guard !line.isEmpty else { throw problem("\(name) is empty.") }
        return Secret(String(line))
    }

    private func problem(_ sentence: String) -> ServiceError {
        .invalidInput([FieldProblem("settings", .malformed, sentence)])
    }
}
