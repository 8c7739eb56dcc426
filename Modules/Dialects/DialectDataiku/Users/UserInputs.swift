import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

let loginParameter = ParameterDescription(
    "login", .string, "A login; # ? / % and \\ percent-encoded, as lists show it.")

/// Nothing but the login in the path. Query parameters are refused: a login with a question mark brings one along.
struct LoginInput: EndpointInput {
    static let description = InputDescription(path: [loginParameter])
    let name: WireName

    init(reading request: inout RequestReader) throws(ServiceError) { name = try request.userPath() }
}

/// The same where the client posts nothing, or anything.
struct LoginActionInput: EndpointInput {
    static let description = InputDescription(path: [loginParameter], form: .json)
    let name: WireName

    init(reading request: inout RequestReader) throws(ServiceError) {
        request.body.takeAll()
        name = try request.userPath()
    }
}

struct UserListInput: EndpointInput {
    static let description = InputDescription(query: [
        ParameterDescription("includeSettings", .string, "True for the whole settings of each user.")
    ])
    let includesSettings: Bool

    init(reading request: inout RequestReader) throws(ServiceError) {
        includesSettings = request.flag("includeSettings")
    }
}

struct ActivityListInput: EndpointInput {
    static let description = InputDescription(query: [
        ParameterDescription("enabledUsersOnly", .string, "True for enabled users only.")
    ])
    let filter: UserEntryFilter

    init(reading request: inout RequestReader) throws(ServiceError) {
        filter = request.flag("enabledUsersOnly") ? .enabled : .all
    }
}

let selfDeletionParameter = ParameterDescription("allowSelfDeletion", .string, "True to delete one's own account too.")

struct DeleteUserInput: EndpointInput {
    static let description = InputDescription(path: [loginParameter], query: [selfDeletionParameter])
    let name: WireName
    let mayBeOwn: Bool

    init(reading request: inout RequestReader) throws(ServiceError) {
        name = try request.userPath()
        mayBeOwn = request.flag("allowSelfDeletion")
    }
}

struct NewUserInput: EndpointInput {
    static let description = InputDescription(form: .json)
    let document: UserDocument

    init(reading request: inout RequestReader) throws(ServiceError) {
        document = try UserDocument(request.wholeObject())
    }
}

struct UserSettingsInput: EndpointInput {
    static let description = InputDescription(path: [loginParameter], form: .json)
    let name: WireName
    let document: UserDocument

    init(reading request: inout RequestReader) throws(ServiceError) {
        name = try request.userPath()
        document = try UserDocument(request.wholeObject())
    }
}

/// Users to be created or edited, each as good or bad as it is.
struct UserDocumentsInput: EndpointInput {
    static let description = InputDescription(form: .json)
    /// With the login as the client wrote it, for the answer.
    let items: [(login: String, document: Result<UserDocument, ServiceError>)]

    init(reading request: inout RequestReader) throws(ServiceError) {
        items = try request.array().map { value in
            let object = value.objectValue ?? JSONObject()
            return (
                object["login"]?.stringValue ?? "",
                Result { () throws(ServiceError) in try UserDocument(object) }
            )
        }
        guard items.count <= BulkChange.limit else {
            throw .invalidInput([FieldProblem("body", .outOfRange, "At most \(BulkChange.limit) fit into one call.")])
        }
    }
}

struct LoginsInput: EndpointInput {
    static let description = InputDescription(query: [selfDeletionParameter], form: .json)
    let logins: [String]
    let mayBeOwn: Bool

    init(reading request: inout RequestReader) throws(ServiceError) {
        logins = try request.strings()
        mayBeOwn = request.flag("allowSelfDeletion")
    }
}
