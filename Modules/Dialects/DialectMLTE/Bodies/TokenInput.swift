import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// The password grant (RFC 6749 section 4.3.2), as a form.
struct TokenInput: EndpointInput {
    static let description = InputDescription(form: .form, passesOverUnknown: true)
    let username: String
    let password: Secret
    let origin: RequestOrigin
    /// What keeps the form from being looked at any further.
    let refusal: HTTPResponse?

    init(reading request: inout RequestReader) throws(ServiceError) {
        var fields = FormFields()
        if case .form(let sent) = request.content { fields = sent }
        origin = request.request.originWithUserAgent
        username = fields.filled("username") ?? ""
        password = Secret(fields.filled("password") ?? "")
        refusal = Self.refusal(of: fields)
    }

    private static func refusal(of fields: FormFields) -> HTTPResponse? {
        let grant = fields.filled("grant_type")
        var items: [ValidationItem] = []
        if let grant, grant != "password" {
            items.append(
                ValidationItem(
                    type: "string_pattern_mismatch", place: ["body", "grant_type"],
                    message: "String should match pattern '^password$'", input: .string(grant),
                    context: ["pattern": "^password$"]))
        }
        items += missing.filter { fields.filled($0.0) == nil }.map(\.1)
        if !items.isEmpty { return .invalid(items) }
        guard grant == nil else { return nil }
        return .token("unsupported_grant_type", "Grant type None is not supported.")
    }

    private static let missing = ["username", "password"].map {
        ($0, ValidationItem.missing(at: ["body", .string($0)], in: .null))
    }

    /// For a body that is no form.
    static let noForm = HTTPResponse.invalid(missing.map(\.1))
}
