import HTTPCore
import JSONText

/// A body that can't be read as what it should be.
struct UnreadableContent: Error {
    let problem: TransportProblem

    init(_ problem: TransportProblem) { self.problem = problem }
}

extension RequestContent {
    static func read(_ request: HTTPRequest, as form: BodyForm) -> Result<RequestContent, UnreadableContent> {
        Result { () throws(UnreadableContent) in
            switch form {
            case .none:
                guard request.body.isEmpty else {
                    throw UnreadableContent(.malformedBody("This endpoint takes no body."))
                }
                return .nothing
            case .object:
                guard mediaType(of: request).map(isJSON) == true else { throw UnreadableContent(.unsupportedMediaType) }
                let value = try json(request.body)
                guard case .object = value else {
                    throw UnreadableContent(.malformedBody("The body is JSON, but no object."))
                }
                return .json(value)
            case .json: return request.body.isEmpty ? .nothing : .json(try json(request.body))
            case .form:
                guard !request.body.isEmpty else { return .form(FormFields()) }
                guard mediaType(of: request) == "application/x-www-form-urlencoded" else {
                    throw UnreadableContent(.unsupportedMediaType)
                }
                guard let text = String(validating: request.body, as: UTF8.self),
                    let fields = FormFields(encoded: text[...])
                else { throw UnreadableContent(.malformedBody("The form can't be decoded.")) }
                return .form(fields)
            case .bytes: return .bytes(request.body)
            }
        }
    }

    private static func json(_ body: [UInt8]) throws(UnreadableContent) -> JSONValue {
        do throws(JSONSyntaxError) { return try JSONParser.parse(body, options: .strict) } catch {
            throw UnreadableContent(.malformedBody("\(error)"))
        }
    }

    private static func mediaType(of request: HTTPRequest) -> String? {
        request.fields[single: "content-type"].map { $0.prefix { $0 != ";" && $0 != " " }.lowercased() }
    }

    private static func isJSON(_ type: String) -> Bool {
        type == "application/json" || (type.hasPrefix("application/") && type.hasSuffix("+json"))
    }
}
