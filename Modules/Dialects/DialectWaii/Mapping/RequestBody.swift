import DialectKit
import IdentityCore
import JSONText

/// What one call reads of its body. Clients send every field they know, unset ones as null, and some more: null is not
/// given, and what nobody asked for is passed over.
protocol RequestFields: Sendable {
    init(reading body: inout JSONObjectReader)
}

/// A call that takes nothing.
struct NoFields: RequestFields {
    init(reading body: inout JSONObjectReader) {}
}

struct RequestBody<Fields: RequestFields>: EndpointInput {
    static var description: InputDescription { InputDescription(form: .json, passesOverUnknown: true) }
    let fields: Fields

    init(reading request: inout RequestReader) throws(ServiceError) {
        if case .json(let value) = request.content, value.objectValue == nil {
            request.report(FieldProblem("body", .malformed, "The body is \(value.kindName); an object was expected."))
        }
        fields = Fields(reading: &request.body)
    }
}

extension JSONObjectReader {
    private mutating func isGiven(_ key: String) -> Bool { value(key).map { !$0.isNull } ?? false }

    mutating func text(_ key: String) -> String? { isGiven(key) ? string(key) : nil }

    mutating func requiredText(_ key: String) -> String {
        if !isGiven(key) { report(key, .missing, "\(path(of: key)) is missing.") }
        return text(key) ?? ""
    }

    mutating func texts(_ key: String) -> [String]? { isGiven(key) ? strings(key) : nil }

    /// An object of any members.
    mutating func dictionary(_ key: String) -> JSONObject? {
        guard isGiven(key), let value = value(key) else { return nil }
        if value.objectValue == nil {
            report(key, .wrongType, "\(path(of: key)) is \(value.kindName); an object was expected.")
        }
        return value.objectValue
    }

    /// The same as text, for documents that the core keeps unread.
    mutating func document(_ key: String) -> String? {
        dictionary(key).map { String(decoding: JSONValue.object($0).encoded(), as: UTF8.self) }
    }

    /// A nested object that has to be there.
    mutating func required<Fields: RequestFields>(_ key: String, as type: Fields.Type) -> Fields {
        if isGiven(key) {
            if let fields = object(key, { Fields(reading: &$0) }) { return fields }
        } else {
            report(key, .missing, "\(path(of: key)) is missing.")
        }
        // Never used: the problem is refused before.
        var nothing = JSONObjectReader(JSONObject(), passesOverUnknown: true)
        return Fields(reading: &nothing)
    }
}
