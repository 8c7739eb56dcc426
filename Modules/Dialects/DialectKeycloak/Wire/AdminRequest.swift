import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import JSONText

/// What every endpoint reads: the parts of the path, the query, and whatever JSON came along; Keycloak's clients send a
/// Content-Type without a body, and bodies with DELETE.
struct AdminRequest: EndpointInput {
    static let description = InputDescription(form: .json, passesOverUnknown: true)
    /// The field of a problem with the body as a whole.
    static let wholeBody = "body"

    /// Decoded, in the order of the pattern; the first is the realm's name.
    let parts: [String]
    let query: FormFields
    let body: JSONValue?
    /// Where the client reached us, such as `https://sso.example.com`; empty when it did not say.
    let server: String
    /// The path as it was sent.
    let path: String

    init(reading request: inout RequestReader) throws(ServiceError) {
        parts = request.request.pathParameters
        query = request.queryFields
        if case .json(let value) = request.content { body = value } else { body = nil }
        let host = request.request.fields[single: "host"]
        server = host.map { "\(request.request.isSecure ? "https" : "http")://\($0)" } ?? ""
        path = String(request.request.path)
    }

    /// - Throws: `notFound` when the text can be no id of ours.
    func id<Kind>(_ place: Int, _ kind: EntityKind) throws(ServiceError) -> Identifier<Kind> {
        guard place < parts.count, let id = Identifier<Kind>(parts[place]) else { throw .notFound(kind) }
        return id
    }

    // Booleans come as `True` and `False` from Python; any letter case will do.
    func flag(_ name: String) -> Bool? {
        switch query.filled(name)?.lowercased() {
        case "true": true
        case "false": false
        default: nil
        }
    }

    /// Keycloak's `first`: how many items stand before the page. Nothing and less than nothing mean none.
    var first: Int { Swift.max(query.filled("first").flatMap { Int($0) } ?? 0, 0) }

    /// - Parameter usual: when `max` is not given; `nil` for all, as is any negative number.
    func max(usual: Int? = nil) -> Int? {
        guard let text = query.filled("max"), let number = Int(text) else { return usual }
        return number < 0 ? nil : number
    }

    /// The members of the body.
    func object() throws(ServiceError) -> JSONObject {
        guard let object = body?.objectValue else { throw Self.wrongBody }
        return object
    }

    func array() throws(ServiceError) -> [JSONValue] {
        guard let array = body?.arrayValue else { throw Self.wrongBody }
        return array
    }

    static let wrongBody = ServiceError.invalidInput([
        FieldProblem(wholeBody, .malformed, "The body has another form.")
    ])

    /// The address of what was made below the path that was asked.
    /// - Parameter name: an id, or a name that is not encoded yet.
    func location(below path: String, _ name: String) -> String {
        "\(server)\(path)/\(PercentCoding.encode(segment: name))"
    }
}
