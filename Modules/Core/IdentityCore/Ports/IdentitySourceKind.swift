/// What a source may use. Never the store.
public struct SourceEnvironment: Sendable {
    public let hasher: any PasswordHasher
    public let clock: any Clock
    /// For sources that take proofs of others; and whoever compares secrets compares digests of them.
    public let proofDigests: ProofDigests
    /// Finds files that the settings name.
    public private(set) var files: any SourceFiles
    /// Told whenever a source begins to fail or answers again. Must return at once.
    public private(set) var healthChanged: @Sendable (SourceID, SourceHealth) -> Void

    package init(
        hasher: any PasswordHasher, clock: any Clock, digests: any Digesting, files: any SourceFiles,
        healthChanged: @escaping @Sendable (SourceID, SourceHealth) -> Void = { _, _ in }
    ) {
        self.hasher = hasher
        self.clock = clock
        proofDigests = ProofDigests(digests)
        self.files = files
        self.healthChanged = healthChanged
    }

    /// For a source that is only tried: with these files, and with nobody who is told of its health.
    package func trying(with files: any SourceFiles) -> SourceEnvironment {
        var other = self
        other.files = files
        other.healthChanged = { _, _ in }
        return other
    }
}

/// The files that a source's settings may name. For settings that came from elsewhere it finds none that the saved ones
/// do not name too, so that nobody reads the server's files through a draft.
public protocol SourceFiles: Sendable {
    /// - Returns: the path to hand to a library, relative ones taken from the folder of the configuration.
    /// - Throws: `invalidInput` when there is no such file to be used.
    func path(_ name: String) throws(ServiceError) -> String
    /// The first line of the file.
    /// - Throws: `invalidInput` when it can't be read, is empty, or is open to other users of the machine.
    func secret(_ name: String) throws(ServiceError) -> Secret
}

/// For a source without files.
public struct NoSourceFiles: SourceFiles {
    public init() {}

    public func path(_ name: String) throws(ServiceError) -> String { throw Self.refusal }

    public func secret(_ name: String) throws(ServiceError) -> Secret { throw Self.refusal }

    private static let refusal = ServiceError.invalidInput([
        FieldProblem("settings", .unknown, "No file can be used here.")
    ])
}

/// A configuration section that names its own keys, so that an unknown one can be refused.
public protocol SourceConfiguration: Decodable, Sendable {
    static var knownKeys: Set<String> { get }
    /// Those that say which hosts and ports are reached, and how safely. A draft that changes one of them gets at no file
    /// of the saved settings (CVE-2024-5967). Unless told, any key may.
    static var addressKeys: Set<String> { get }
    /// Everything that is wrong, at once; fields are named relative to the section.
    var problems: [FieldProblem] { get }
    /// What of the settings only the operator may choose, in a file of the machine: being somebody there without any
    /// secret, because of who this process is. A draft is refused with these, unless it is the saved settings in all of
    /// their fields and goes to the saved address.
    var choicesOfTheOperator: [FieldProblem] { get }
}

extension SourceConfiguration {
    public static var addressKeys: Set<String> { knownKeys }
    public var choicesOfTheOperator: [FieldProblem] { [] }
}

/// A plug-in: a name, a typed configuration, one way to open.
public protocol IdentitySourceKind: Sendable {
    associatedtype Configuration: SourceConfiguration
    static var kind: SourceKind { get }
    /// Connects nowhere: a source that is down opens like any other.
    static func open(
        _ configuration: Configuration, as id: SourceID, policy: ProvisioningPolicy, in environment: SourceEnvironment
    ) async throws(ServiceError) -> IdentitySource
}

/// A source that somebody wants to try before it stands in the configuration.
package struct SourceDraft: Sendable {
    /// The saved source that it shall replace; `nil` for a new one.
    package var saved: SourceID?
    package var kind: SourceKind
    /// As in the configuration, in its notation; unread by the core.
    package var settings: String

    package init(saved: SourceID?, kind: SourceKind, settings: String) {
        self.saved = saved
        self.kind = kind
        self.settings = settings
    }
}

package protocol SourceOpening: Sendable {
    /// Opens the draft for looking at it; the caller closes it. A secret of the saved source goes along only when the
    /// draft reaches for the same hosts and ports in the same way (CVE-2024-5967).
    /// - Throws: `invalidInput` with every problem; `notFound(.source)` when there is no such saved source.
    func open(_ draft: SourceDraft) async throws(ServiceError) -> IdentitySource
}
