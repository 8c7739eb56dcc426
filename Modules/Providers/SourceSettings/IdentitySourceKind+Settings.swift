import FoundationEssentials
package import IdentityCore
package import JSONText

extension IdentitySourceKind {
    /// Reads the settings of one source as this kind understands them, with everything that is wrong with them.
    /// Foundation alone would pass over names that it does not know.
    package static func configuration(from settings: JSONValue) -> (Configuration?, problems: [FieldProblem]) {
        guard case .object(let object) = settings else {
            return (nil, [FieldProblem("settings", .malformed, "settings has to be an object.")])
        }
        let unknown = object.keys.filter { !Configuration.knownKeys.contains($0) }.map { key in
            FieldProblem(key, .unknown, "A source of the kind \(kind) has no setting \"\(key)\".")
        }
        do {
            let configuration = try JSONDecoder().decode(Configuration.self, from: Data(settings.encoded()))
            return (configuration, unknown + configuration.problems)
        } catch {
            return (nil, unknown + [FieldProblem(decoding: error)])
        }
    }
}

extension FieldProblem {
    /// Names the setting, and never its value.
    fileprivate init(decoding error: any Error) {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            let place = Self.place(context.codingPath + [key])
            self.init(place, .missing, "\(place) is missing.")
        case DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context):
            let place = Self.place(context.codingPath)
            self.init(place, .malformed, "\(place) has to be \(Self.words(for: type)).")
        case DecodingError.dataCorrupted(let context):
            let place = Self.place(context.codingPath)
            self.init(place, .malformed, "\(place) can't be understood.")
        default:
            self.init("settings", .malformed, "A setting is missing or of the wrong type.")
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        let text = path.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
        return text.isEmpty ? "settings" : text
    }

    private static func words(for type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is [Any].Type: "a list"
        default: "an object"
        }
    }
}
