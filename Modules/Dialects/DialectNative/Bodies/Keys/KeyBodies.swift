import DialectKit
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

private let keyFields: [ObjectShape.Field] = [
    .init("about", .string, "For people to read."),
    .init(
        "scopes", .nullable(.array(.string)),
        "What the key is limited to, like `type:action` or `type/id:action`; null for everything."),
    .init("expiresAt", .nullable(.dateTime), "When the key ends; null for never."),
]
private let createFields: [ObjectShape.Field] =
    [.init("name", .string, required: true, "Unique among the keys of the owner.")] + keyFields

struct CreateOwnKeyBody: EndpointInput {
    static let description = InputDescription(body: ObjectShape("CreateKey", createFields))
    let command: CreateAccessKey

    init(reading request: inout RequestReader) throws(ServiceError) { command = request.newKey(of: .caller) }
}

struct CreateUserKeyBody: EndpointInput {
    static let description = InputDescription(
        path: [userIDParameter], body: ObjectShape("CreateKey", createFields))
    let command: CreateAccessKey

    init(reading request: inout RequestReader) throws(ServiceError) {
        command = request.newKey(of: .user(try request.userSelector()))
    }
}

struct CreateGlobalKeyBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "CreateGlobalKey",
            createFields + [
                .init(
                    "groups", .array(.string), required: true,
                    "What the key may do is what they grant; each \(groupSpelling)."),
                .init("organization", .string, "Where the groups are; one's own unless told."),
            ]))
    let command: CreateAccessKey

    init(reading request: inout RequestReader) throws(ServiceError) {
        let groups = request.body.groups(required: true) ?? []
        let organization = request.body.string("organization").map(OrganizationID.init(rawValue:))
        command = request.newKey(of: .groups(groups, organization))
    }
}

struct EditKeyBody: EndpointInput {
    static let description = InputDescription(
        path: [keyIDParameter],
        body: ObjectShape("EditKey", [.init("name", .string, "Renames the key; the id stays.")] + keyFields))
    let id: AccessKeyID
    let edit: EditAccessKey

    init(reading request: inout RequestReader) throws(ServiceError) {
        id = try request.keyID()
        var edit = EditAccessKey()
        edit.name = request.body.string("name")
        edit.about = request.body.string("about")
        edit.scopes = request.scopes()
        edit.expiresAt = request.body.moment("expiresAt")
        self.edit = edit
    }
}

struct RotateKeyBody: EndpointInput {
    private static let most = Int(AccessKeyService.maximumOverlap)
    static let description = InputDescription(
        path: [keyIDParameter],
        body: ObjectShape(
            "RotateKey",
            [.init("overlap", .integer, "Seconds for which the old token stays good, 0 to \(most); 0 unless told.")]))
    let id: AccessKeyID
    let overlap: TimeInterval

    init(reading request: inout RequestReader) throws(ServiceError) {
        id = try request.keyID()
        overlap = TimeInterval(request.body.integer("overlap", in: 0...Self.most) ?? 0)
    }
}

extension RequestReader {
    fileprivate mutating func newKey(of owner: KeyOwner) -> CreateAccessKey {
        var command = CreateAccessKey(owner: owner, name: body.string("name", required: true) ?? "")
        command.about = body.string("about") ?? ""
        if case .set(let scopes) = scopes() { command.scopes = scopes }
        if case .set(let moment) = body.moment("expiresAt") { command.expiresAt = moment }
        return command
    }

    fileprivate mutating func scopes() -> Change<Set<String>> {
        guard let value = body.value("scopes") else { return .keep }
        if value.isNull { return .clear }
        return body.strings("scopes").map { .set(Set($0)) } ?? .keep
    }
}
