import FoundationEssentials
package import IdentityCore
import JSONText
import OpaqueTokens
import PasswordHashing
package import ProviderLDAP

/// Sources of a file with no house around them, to look at them: no database, no master key.
package struct SourceBench: Sendable {
    package let entries: [SourceEntry]
    private let folder: String
    private let registry: SourceRegistry

    /// - Parameter path: a whole configuration, or one entry of its `sources` by itself, with `kind` and `settings`.
    /// - Throws: `configuration` with everything that is wrong, the settings of the sources excepted.
    package init(_ path: String, registry: SourceRegistry = .standard) throws(StartProblem) {
        self.registry = registry
        folder = ConfigurationFile.folder(of: path)
        let bytes = try ConfigurationFile.contents(of: path)
        if let entry = Self.loneEntry(bytes) {
            entries = try Self.entries(with: entry, folder: folder, name: path)
        } else {
            entries = try ConfigurationFile.parse(bytes, folder: folder, name: path).sources
        }
    }

    /// Looks at the source step by step, up to what it says of the person; what a house would make of that, it can't say.
    /// - Throws: `source` with everything that is wrong with the settings; `service(.unsupported)`.
    package func examine(_ entry: SourceEntry, login: ExaminedLogin?) async throws(StartProblem) -> SourceReport {
        let hasher = PasswordHashingService(
            parameters: .recommended, random: SystemRandomSource(), threads: 1, queueLimit: 1)
        defer { hasher.close() }
        let environment = SourceEnvironment(
            hasher: hasher, clock: SystemClock(), digests: SHA256Digests(), files: ConfiguredFiles(folder: folder))
        let source = try await registry.open(entry, in: environment)
        let report = await source.examiner?.examine(login?.asked(by: entry.policy, text: SystemTextNormalizer()))
        await source.upkeep?.close()
        guard let report else {
            throw .service(.unsupported("The source \(entry.id) has nothing to look at."))
        }
        return report
    }

    /// - Throws: as `examine`.
    package func workbench(for entry: SourceEntry) throws(StartProblem) -> LDAPWorkbench {
        let (configuration, problems) = registry.decode(LDAPSource.self, entry)
        guard let configuration, problems.isEmpty else { throw .source(entry.id, problems) }
        do throws(ServiceError) {
            return try LDAPWorkbench(
                configuration, as: entry.id, files: ConfiguredFiles(folder: folder), clock: SystemClock())
        } catch { throw .service(error) }
    }

    private static func loneEntry(_ bytes: [UInt8]) -> JSONObject? {
        guard let object = try? JSONParser.parse(bytes, options: .json5).objectValue, object["kind"] != nil else {
            return nil
        }
        return object
    }

    /// Read as a configuration that holds nothing else, so that there is one reader.
    private static func entries(
        with entry: JSONObject, folder: String, name: String
    ) throws(StartProblem) -> [SourceEntry] {
        var entry = entry
        if entry["id"] == nil { entry["id"] = "draft" }
        let local: JSONValue = ["id": "local", "kind": "local"]
        let whole: JSONValue = ["sources": [.object(entry), local]]
        do throws(StartProblem) {
            let sources = try ConfigurationFile.parse(whole.encoded(), folder: folder, name: name).sources
            return Array(sources.prefix(1))
        } catch .configuration(let file, let problems) {
            throw .configuration(file: file, problems.map { $0.without(prefix: "sources[0].") })
        }
    }
}

extension JSONProblem {
    fileprivate func without(prefix: String) -> JSONProblem {
        JSONProblem(
            path: path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path, kind: kind,
            message: message.hasPrefix(prefix) ? String(message.dropFirst(prefix.count)) : message)
    }
}
