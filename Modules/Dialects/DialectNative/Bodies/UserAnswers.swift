import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import JSONText

/// One user, with its entity tag.
struct UserBody: EndpointOutput {
    static let description = OutputDescription(200, "The user, with an ETag.", shape: UserShape.shape)
    let user: User
    let now: Date

    func response() -> HTTPResponse { response(status: 200, more: []) }

    func response(status: Int, more fields: [(name: String, value: String)]) -> HTTPResponse {
        var writer = JSONWriter(capacity: 768)
        writer.object { UserShape.write(user, at: now, to: &$0) }
        return HTTPResponse(
            status: status,
            fields: [
                ("Content-Type", "application/json"), ("ETag", EntityTag(user, at: now).text),
                ("Cache-Control", "no-store"),
            ] + fields, body: writer.bytes)
    }
}

struct CreatedUserBody: EndpointOutput {
    static let description = OutputDescription(201, "The new user; Location names it.", shape: UserShape.shape)
    let user: User
    let now: Date
    let location: String

    func response() -> HTTPResponse {
        UserBody(user: user, now: now).response(status: 201, more: [("Location", location)])
    }
}

/// A user, or 304 when the client has this answer already (RFC 9110 section 13.1.2).
struct ConditionalUserBody: EndpointOutput {
    static let description = OutputDescription(
        200, "The user, with an ETag.", shape: UserShape.shape, isConditional: true)
    let user: User
    let now: Date
    let ifNoneMatch: String?

    func response() -> HTTPResponse {
        let tag = EntityTag(user, at: now).text
        let known = ifNoneMatch?.split(separator: ",").map { $0.trimmingPrefix(while: \.isWhitespace) } ?? []
        guard known.contains(where: { $0 == tag || $0 == "W/\(tag)" }) else {
            return UserBody(user: user, now: now).response()
        }
        return HTTPResponse(status: 304, fields: [("ETag", tag)])
    }
}

struct UserPageBody: EndpointOutput {
    static let description = PageAnswer.description("UserPage", of: UserShape.shape, "In the order asked for.")
    let users: [User]
    let now: Date
    let next: String?

    init(_ users: [User], at now: Date, query: UserQuery, cursors: PageCursors) {
        self.users = users
        self.now = now
        next =
            users.count < query.limit
            ? nil : users.last.map { cursors.text($0.position(in: query.sort), in: query.sort) }
    }

    func response() -> HTTPResponse {
        PageAnswer.response(users, next: next, bytesPerItem: 640) { UserShape.write($0, at: now, to: &$1) }
    }
}
