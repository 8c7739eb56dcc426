import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// Nothing of the request; bodies and query parameters that clients add are passed over.
struct IgnoringInput: EndpointInput {
    static let description = InputDescription(form: .bytes, passesOverUnknown: true)

    init(reading request: inout RequestReader) throws(ServiceError) {}
}

/// The one name in the path.
struct NameInput: EndpointInput {
    static let description = InputDescription(
        path: [ParameterDescription("name", .string, "Percent-encoded.")], form: .bytes, passesOverUnknown: true)
    let name: String

    init(reading request: inout RequestReader) throws(ServiceError) { name = request.request.pathParameters[0] }
}

/// A JSON body that is looked at in two steps: its key decides who may, and only then is the rest read.
struct BodyInput: EndpointInput {
    static let description = InputDescription(form: .json, passesOverUnknown: true)
    private let value: JSONValue?
    private let saysJSON: Bool

    init(reading request: inout RequestReader) throws(ServiceError) {
        if case .json(let value) = request.content { self.value = value } else { value = nil }
        saysJSON = request.request.saysJSON
    }

    func key(_ name: String) -> String? { value?.objectValue?[name]?.stringValue }

    /// Goes on with the model, or answers what is wrong with the body.
    func whenValid<Model: BodyModel, Answer: EndpointOutput>(
        _ model: Model.Type, _ act: (Model) async throws(ServiceError) -> Answer
    ) async throws(ServiceError) -> Checked<Answer> {
        guard let value else { return .refused(.invalid([.missing(at: ["body"], in: .null)])) }
        guard saysJSON, let object = value.objectValue else {
            return .refused(
                .invalid(Model.alternatives.map { .noObject(saysJSON ? value : .null, at: ["body"] + $0) }))
        }
        switch Model.read(object) {
        case .success(let model): return .answer(try await act(model))
        case .failure(let invalid): return .refused(.invalid(invalid.items))
        }
    }
}

extension HTTPRequest {
    var saysJSON: Bool {
        let type = fields[single: "content-type"].map { $0.prefix { $0 != ";" && $0 != " " }.lowercased() }
        return type == "application/json" || type?.hasPrefix("application/") == true && type?.hasSuffix("+json") == true
    }
}

/// An answer, or a refusal of the body that is no business of the core.
enum Checked<Answer: EndpointOutput>: EndpointOutput {
    case answer(Answer)
    case refused(HTTPResponse)

    static var description: OutputDescription { Answer.description }

    func response() -> HTTPResponse {
        switch self {
        case .answer(let answer): answer.response()
        case .refused(let response): response
        }
    }
}
