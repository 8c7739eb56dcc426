import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// Keycloak's question whether a directory can be reached, or signed in to, with settings that are saved nowhere.
struct ConnectionTest: Sendable {
    let draft: SourceDraft
    /// The last step that counts.
    private let goal: SourceStep.Name

    /// - Throws: `invalidInput`.
    init(_ object: JSONObject) throws(ServiceError) {
        func text(_ key: String) -> String { object[key]?.stringValue ?? "" }
        let action = text("action"), isSignIn = action == "testAuthentication"
        guard isSignIn || action == "testConnection" else {
            throw .invalidInput([FieldProblem("action", .unknown, "Unknown action: \(String(action.prefix(64)))")])
        }
        guard text("bindCredential") != ComponentRepresentation.mask else {
            throw .unsupported("The stored secret goes nowhere but to its directory; give the secret itself.")
        }
        goal = isSignIn ? .serviceBind : .tls
        let addresses = text("connectionUrl").split(separator: " ").map { JSONValue.string(String($0)) }
        let name = text("bindDn"), password = text("bindCredential")
        var settings: JSONObject = [
            "urls": .array(addresses), "startTLS": .bool(text("startTls") == "true"),
            // The client has asked for just this, and offers the password itself.
            "allowsPlaintext": true, "base": .string(name.isEmpty ? "dc=none" : name), "bind": "anonymous",
        ]
        if let milliseconds = Int(text("connectionTimeout")), milliseconds > 0 {
            settings["timeouts"] = ["connectSeconds": .integer(Int64(min(max(milliseconds / 1_000, 1), 60)))]
        }
        if isSignIn, text("authType") != "none" {
            settings["bind"] = ["dn": .string(name), "password": .string(password)]
        }
        draft = SourceDraft(
            saved: nil, kind: SourceKind(rawValue: ComponentRepresentation.providerID),
            settings: String(decoding: JSONValue.object(settings).encoded(), as: UTF8.self))
    }

    /// - Returns: Keycloak's word for the step that failed; `nil` when the goal was reached.
    func failure(in report: SourceReport) -> String? {
        let order: [SourceStep.Name] = [.configuration, .resolve, .connect, .tls, .directory, .serviceBind]
        for name in order {
            if report.steps.contains(where: { $0.name == name && $0.result == .failed }) { return Self.word(name) }
            if name == goal { return nil }
        }
        return nil
    }

    private static func word(_ step: SourceStep.Name) -> String {
        switch step {
        case .configuration: "MalformedURL"
        case .resolve: "UnknownHost"
        case .connect: "ConnectionFailed"
        case .tls: "SSLHandshakeFailed"
        case .directory: "CommunicationError"
        case .serviceBind: "AuthenticationFailure"
        default: "UnknownError"
        }
    }
}
