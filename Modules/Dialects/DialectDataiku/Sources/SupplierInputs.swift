import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

private let sourceTypeParameter = ParameterDescription("userSourceType", .string, "LDAP.")

/// No body stands for everybody, an empty list for nobody.
struct ResyncInput: EndpointInput {
    static let description = InputDescription(form: .json)
    /// `nil` for nobody.
    let scope: SyncScope?

    init(reading request: inout RequestReader) throws(ServiceError) {
        if case .nothing = request.content {
            scope = .everybody
        } else {
            let logins = try request.strings().map { WireName(wire: $0)?.text ?? $0 }
            scope = logins.isEmpty ? nil : .logins(logins)
        }
    }
}

struct ProvisionInput: EndpointInput {
    static let description = InputDescription(form: .json)
    let sourceType: String
    let logins: [String]

    init(reading request: inout RequestReader) throws(ServiceError) {
        var reader = JSONObjectReader(try request.wholeObject(), passesOverUnknown: true)
        sourceType = reader.string("userSourceType", required: true) ?? ""
        if !reader.has("users") { reader.report("users", .missing, "users is missing.") }
        logins = (reader.objects("users") { $0.string("login", required: true) } ?? []).compactMap(\.self)
        try reader.requireSound()
    }
}

struct ExternalGroupsInput: EndpointInput {
    static let description = InputDescription(query: [sourceTypeParameter])
    let sourceType: String

    init(reading request: inout RequestReader) throws(ServiceError) {
        sourceType = request.query("userSourceType") ?? ""
    }
}

struct ExternalUsersInput: EndpointInput {
    static let description = InputDescription(query: [
        sourceTypeParameter, ParameterDescription("login", .string, "Only this person."),
        ParameterDescription("email", .string, "Only who has this address."),
        ParameterDescription("groupName", .string, "Only members of this group of the source."),
    ])
    let sourceType: String
    let filter: PersonFilter

    init(reading request: inout RequestReader) throws(ServiceError) {
        sourceType = request.query("userSourceType") ?? ""
        if let login = request.query("login") {
            filter = .login(login)
        } else if let email = request.query("email") {
            filter = .email(email)
        } else {
            filter = request.query("groupName").map(PersonFilter.group) ?? .everybody
        }
    }
}

/// `{id}` of a job.
struct JobIDParameter: PathParameter {
    let id: JobID

    init?(pathSegment: String) {
        guard let id = JobID(pathSegment) else { return nil }
        self.id = id
    }
}

struct FutureInput: EndpointInput {
    static let description = InputDescription(
        path: [ParameterDescription("id", .uuid, "The jobId of the start.")],
        query: [ParameterDescription("peek", .string, "True to leave the result; it stays readable anyway.")])
    let id: JobID

    init(reading request: inout RequestReader) throws(ServiceError) {
        id = try request.path(as: JobIDParameter.self, kind: .job).id
        _ = request.flag("peek")
    }
}
