import HTTPCore
import IdentityCore
import JSONText

/// MLTE's own sentences, to the letter: clients compare them.
enum Wording {
    static let notAllowed = "User is not authorized to access this resource."
    static let wrongPassword = "Incorrect username or password."

    static func notFound(_ kind: EntityKind, _ name: String) -> String {
        switch kind {
        case .user: "User with username \(name) was not found in the user store. not found."
        case .group: noGroup(name)
        case .resource: "Model with identifier \(name) was not found in the artifact store. not found."
        default: "Not Found"
        }
    }

    static func noGroup(_ name: String) -> String {
        "Group with name \(name) was not found in the user store. not found."
    }

    static func noPermission(_ text: String) -> String {
        "Permission with text \(text) was not found in the user store. not found."
    }

    static func exists(_ kind: EntityKind, _ name: String) -> String {
        let noun = kind == .user ? "User" : kind == .group ? "Group" : "Model"
        return "\(noun) with identifier \(name) already exists. already exists."
    }

    static func reserved(_ name: String) -> String { "'\(name)' is reserved and can't be used as a username." }
}

extension HTTPRequest {
    /// The body again, for a refusal that repeats a part of it.
    var jsonBody: JSONObject? { (try? JSONParser.parse(body, options: .strict))?.objectValue }

    /// The name of whom or what the request is about: the last of the path, or the key of the body.
    var subject: String {
        if let name = pathParameters.first { return name }
        let keys = ["username", "name", "identifier"]
        return jsonBody.flatMap { body in keys.lazy.compactMap { body[$0]?.stringValue }.first } ?? ""
    }
}
