package import IdentityCore
import ProviderLDAP
import ProviderLocal
import ProviderSSO
import ProviderToken
import SourceSettings

/// The kinds of source that this program knows: an explicit list, in one place.
package struct SourceRegistry: Sendable {
    package static let standard = SourceRegistry([
        LocalSource.self, LDAPSource.self, TokenSource.self, SSOSource.self,
    ])

    private let kinds: [SourceKind: any IdentitySourceKind.Type]

    /// - Precondition: no kind has the name of another one.
    package init(_ kinds: [any IdentitySourceKind.Type]) {
        self.kinds = Dictionary(
            kinds.map { ($0.kind, $0) },
            uniquingKeysWith: { _, _ in preconditionFailure("two kinds of source have one name") })
    }

    /// These and more.
    /// - Returns: `nil` when two kinds have one name.
    package func adding(_ more: [any IdentitySourceKind.Type]) -> SourceRegistry? {
        let all = kinds.values + more
        return Set(all.map { $0.kind }).count == all.count ? SourceRegistry(all) : nil
    }

    /// Everything that is wrong with the entry's settings. Opens nothing.
    package func problems(in entry: SourceEntry) -> [FieldProblem] {
        guard let kind = kinds[entry.kind] else { return [unknownKind(entry)] }
        return decode(kind, entry).problems
    }

    /// What of the entry's settings only the operator may choose.
    func choicesOfTheOperator(in entry: SourceEntry) -> [FieldProblem] {
        guard let kind = kinds[entry.kind] else { return [] }
        return decode(kind, entry).configuration?.choicesOfTheOperator ?? []
    }

    /// The keys of the kind's settings that say where it connects and how safely; `nil` for a kind that nobody knows.
    func addressKeys(of kind: SourceKind) -> Set<String>? { kinds[kind].map { addressKeys(of: $0) } }

    private func addressKeys<Kind: IdentitySourceKind>(of kind: Kind.Type) -> Set<String> {
        kind.Configuration.addressKeys
    }

    package func open(
        _ entry: SourceEntry, in environment: SourceEnvironment
    ) async throws(StartProblem) -> IdentitySource {
        guard let kind = kinds[entry.kind] else { throw .source(entry.id, [unknownKind(entry)]) }
        return try await open(kind, entry, environment)
    }

    private func open<Kind: IdentitySourceKind>(
        _ kind: Kind.Type, _ entry: SourceEntry, _ environment: SourceEnvironment
    ) async throws(StartProblem) -> IdentitySource {
        let (configuration, problems) = decode(kind, entry)
        guard let configuration, problems.isEmpty else { throw .source(entry.id, problems) }
        do throws(ServiceError) {
            return try await kind.open(configuration, as: entry.id, policy: entry.policy, in: environment)
        } catch {
            throw .service(error)
        }
    }

    func decode<Kind: IdentitySourceKind>(
        _ kind: Kind.Type, _ entry: SourceEntry
    ) -> (configuration: Kind.Configuration?, problems: [FieldProblem]) {
        kind.configuration(from: entry.settings)
    }

    private func unknownKind(_ entry: SourceEntry) -> FieldProblem {
        let known = kinds.keys.map(\.rawValue).sorted().joined(separator: ", ")
        return FieldProblem("kind", .unknown, "There is no kind of source \"\(entry.kind)\"; known are \(known).")
    }
}
