import IdentityCore
import JSONText

/// Opens settings that stand in no configuration yet. They may carry a secret of their own; a file of the saved entry is
/// theirs only under the saved key, and only while they reach for the same hosts in the same way. Where the server would be
/// somebody without any secret, because of who it is, it tries only what is saved.
struct DraftOpening: SourceOpening {
    let registry: SourceRegistry
    let saved: [SourceEntry]
    let environment: SourceEnvironment

    func open(_ draft: SourceDraft) async throws(ServiceError) -> IdentitySource {
        let entry = try savedEntry(of: draft)
        let settings = try Self.settings(draft.settings)
        let wanted = SourceEntry(
            id: entry?.id ?? SourceID(rawValue: "draft"), kind: draft.kind,
            policy: entry?.policy ?? .standard(for: draft.kind), settings: .object(settings))
        try require(registry.problems(in: wanted))
        let files = FileNames(in: settings)
        try require(problems(with: files, in: wanted, settings, besides: entry))
        try require(choicesOfTheOperator(in: wanted, settings, besides: entry))
        let environment = environment.trying(with: NamedFiles(names: files.names, files: environment.files))
        do throws(StartProblem) { return try await registry.open(wanted, in: environment) } catch {
            switch error {
            case .source(_, let problems): throw .invalidInput(problems)
            case .service(let error): throw error
            default: throw .invalidInput([FieldProblem("settings", .malformed, error.sentence)])
            }
        }
    }

    private func savedEntry(of draft: SourceDraft) throws(ServiceError) -> SourceEntry? {
        guard let id = draft.saved else { return nil }
        guard let entry = saved.first(where: { $0.id == id }) else { throw .notFound(.source) }
        return entry
    }

    private static func settings(_ text: String) throws(ServiceError) -> JSONObject {
        do throws(JSONSyntaxError) {
            if case .object(let settings) = try JSONParser.parse(Array(text.utf8), options: .json5) { return settings }
        } catch { throw .invalidInput([FieldProblem("settings", .malformed, "\(error)")]) }
        throw .invalidInput([FieldProblem("settings", .malformed, "settings has to be an object.")])
    }

    private func require(_ problems: [FieldProblem]) throws(ServiceError) {
        guard problems.isEmpty else { throw .invalidInput(problems) }
    }

    /// One for each file that the draft names and must not.
    private func problems(
        with files: FileNames, in draft: SourceEntry, _ settings: JSONObject, besides entry: SourceEntry?
    ) -> [FieldProblem] {
        guard let entry, case .object(let old) = entry.settings else {
            return files.places.map { place in
                FieldProblem(
                    place.key, .unknown,
                    "A new source is tried without files of this server: give the secret itself with the draft.")
            }
        }
        let known = FileNames(in: old).places
        let isSame = draft.kind == entry.kind && isSameAddress(settings, old, kind: entry.kind)
        return files.places.compactMap { place in
            if known[place.key] != place.value {
                return FieldProblem(
                    place.key, .unknown,
                    "A draft names no other file than the saved source does: give the secret itself with the draft.")
            }
            return isSame
                ? nil
                : FieldProblem(
                    place.key, .unknown,
                    "The draft reaches for other hosts, or not in the same way: give the password with the draft.")
        }.sorted { $0.field < $1.field }
    }

    /// What the operator has chosen and saved may be tried as it is.
    private func choicesOfTheOperator(
        in draft: SourceEntry, _ settings: JSONObject, besides entry: SourceEntry?
    ) -> [FieldProblem] {
        let choices = registry.choicesOfTheOperator(in: draft)
        guard let entry, case .object(let old) = entry.settings, draft.kind == entry.kind,
            isSameAddress(settings, old, kind: entry.kind),
            choices.allSatisfy({ settings[$0.field] == old[$0.field] })
        else { return choices }
        return []
    }

    private func isSameAddress(_ new: JSONObject, _ old: JSONObject, kind: SourceKind) -> Bool {
        guard let keys = registry.addressKeys(of: kind) else { return false }
        return keys.allSatisfy { new[$0] == old[$0] }
    }
}

/// The files that settings name: whatever stands under a key that ends in `File`.
private struct FileNames {
    /// By the path of the key, such as `bind.passwordFile`.
    private(set) var places: [String: String] = [:]

    init(in settings: JSONObject) { collect(.object(settings), at: "") }

    var names: Set<String> { Set(places.values) }

    private mutating func collect(_ value: JSONValue, at path: String) {
        switch value {
        case .object(let object):
            for member in object.members {
                let place = path.isEmpty ? member.key : "\(path).\(member.key)"
                if member.key.hasSuffix("File"), let name = member.value.stringValue {
                    places[place] = name
                } else {
                    collect(member.value, at: place)
                }
            }
        case .array(let values):
            for (index, value) in values.enumerated() { collect(value, at: "\(path)[\(index)]") }
        default: break
        }
    }
}

/// Only some of the files.
private struct NamedFiles: SourceFiles {
    let names: Set<String>
    let files: any SourceFiles

    func path(_ name: String) throws(ServiceError) -> String {
        try requireNamed(name)
        return try files.path(name)
    }

    func secret(_ name: String) throws(ServiceError) -> Secret {
        try requireNamed(name)
        return try files.secret(name)
    }

    private func requireNamed(_ name: String) throws(ServiceError) {
        guard names.contains(name) else {
            throw .invalidInput([FieldProblem("settings", .unknown, "A draft can't use the file \(name).")])
        }
    }
}
