import DialectKit
import IdentityCore
import IdentityServices
import JSONText

/// Clients send any Content-Type, or none, and members that nobody reads.
let lenient = InputDescription(form: .json, passesOverUnknown: true)

/// Nothing is read.
struct LenientInput: EndpointInput {
    static let description = lenient
    init(reading request: inout RequestReader) throws(ServiceError) {}
}

extension RequestReader {
    /// Reports a body that is JSON, but no object. No body at all is an empty object.
    mutating func requireObject() {
        if case .json(let value) = content, value.objectValue == nil {
            report(FieldProblem("body", .malformed, "The body is a JSON object."))
        }
    }

    /// `null` is as good as nothing.
    mutating func optionalText(_ key: String) -> String? {
        if case .value(let text) = body.nullableString(key) { text } else { nil }
    }

    mutating func optionalUser(_ key: String) -> UserID? { optionalText(key).flatMap { user($0, key) } }

    /// `nil` when it was left out or is `null`.
    mutating func users(_ key: String) -> [UserID]? {
        if body.value(key)?.isNull == true { return nil }
        return body.strings(key)?.compactMap { user($0, key) }
    }

    mutating func requiredUser(_ key: String) -> UserID? {
        body.string(key, required: true).flatMap { user($0, key) }
    }

    private mutating func user(_ text: String, _ key: String) -> UserID? {
        if let id = UserID(text) { return id }
        report(FieldProblem(key, .malformed, "\(key) is a UUID."))
        return nil
    }

    mutating func workspace() -> WorkspaceSelector {
        .number(Int64(body.integer("workspace_id", required: true) ?? 0))
    }

    /// Whom `user_id` and `email` name; one of them is enough.
    mutating func namedUser() -> NamedUser {
        let names = [optionalUser("user_id").map(UserSelector.id), optionalText("email").map(UserSelector.email)]
            .compactMap(\.self)
        if names.isEmpty { report(FieldProblem("email", .missing, "Name the user by email or user_id.")) }
        return NamedUser(user: names.first ?? .email(""), other: names.count > 1 ? names[1] : nil)
    }
}

/// A user by one name or by two.
struct NamedUser: Sendable {
    let user: UserSelector
    let other: UserSelector?
}
