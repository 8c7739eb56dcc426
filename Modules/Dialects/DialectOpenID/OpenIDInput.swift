import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

/// What nearly every endpoint here reads: the realm, the query, and a form if there is one. Fields that are empty are
/// taken as absent, and unknown ones passed over: clients send every field they know.
struct OpenIDInput: EndpointInput {
    static let description = InputDescription(
        path: [ParameterDescription("realm", .string, "master, or the id of an organization.")], form: .form,
        passesOverUnknown: true)

    let realm: String
    let query: FormFields
    let form: FormFields
    let request: HTTPRequest

    init(reading request: inout RequestReader) throws(ServiceError) {
        realm = request.request.pathParameters.first ?? ""
        query = request.queryFields
        if case .form(let fields) = request.content { form = fields } else { form = FormFields() }
        self.request = request.request
    }

    var origin: RequestOrigin { request.originWithUserAgent }
}

/// Any answer: what stands in it is the endpoint's own.
struct OpenIDAnswer: EndpointOutput {
    static let description = OutputDescription(200, "As OpenID Connect and RFC 6749 describe it.", shape: nil)

    private let answer: HTTPResponse

    init(_ response: HTTPResponse) { answer = response }

    func response() -> HTTPResponse { answer }
}
