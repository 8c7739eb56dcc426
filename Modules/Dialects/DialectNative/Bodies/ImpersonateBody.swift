import DialectKit
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

struct ImpersonateBody: EndpointInput {
    private static let most = Int(Impersonation.maximumSeconds)
    static let description = InputDescription(
        body: ObjectShape(
            "Impersonate",
            [
                .init("user", .string, required: true, "An id, or `login:` and a login name."),
                .init("reason", .string, required: true, "Why; stands in the audit and in `/me`."),
                .init("seconds", .integer, "How long, 1 to \(most); \(most) unless told."),
            ]))
    let user: UserSelector
    let reason: String
    let seconds: TimeInterval
    let userAgent: String?

    init(reading request: inout RequestReader) throws(ServiceError) {
        let text = request.body.string("user", required: true)
        let parameter = text.flatMap { UserSelectorParameter(pathSegment: $0) }
        user = parameter?.selector ?? .login("")
        if text != nil, parameter == nil {
            request.report(FieldProblem("user", .malformed, "user is an id, or login: and a login name."))
        }
        reason = request.body.string("reason", required: true) ?? ""
        seconds = TimeInterval(request.body.integer("seconds", in: 1...Self.most) ?? Self.most)
        userAgent = request.request.originWithUserAgent.userAgent
    }
}
