import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// The settings document of a user: everything at once, secrets masked, with what only this API knows.
enum UserSettings {
    /// Members that the server works out; a save sends them back, and they change nothing.
    static let readOnly: Set<String> = [
        "creationDate", "trialStatus", "activeWebSocketSesssions", "activeWebSocketSessions", "objectImgHash",
        "codeAllowed",
    ]

    static func object(
        _ sheet: AccountSheet, of sources: DataikuSources, at now: Date, isOwn: Bool = false
    ) -> JSONObject {
        var writer = JSONWriter(capacity: 1_024)
        UserFields.write(sheet.entry, of: sources, at: now, to: &writer)
        var object = (try? JSONParser.parse(writer.bytes, options: .strict))?.objectValue ?? JSONObject()
        object["userProperties"] = .object(JSONObject(text: sheet.documents[.userProperties]) ?? [:])
        if !isOwn { object["adminProperties"] = .object(JSONObject(text: sheet.documents[.adminProperties]) ?? [:]) }
        object["secrets"] = .array(sheet.secrets.map(WireSecret.shown))
        object["credentials"] = .object(
            JSONObject(sheet.credentials.map { ($0.binding.name, WireCredential.shown($0)) }))
        object["preferences"] = .object(Preferences.shown(in: sheet.documents[.configuration]))
        for member in JSONObject(text: sheet.documents[.dataiku])?.members ?? [] where object[member.key] == nil {
            object[member.key] = member.value
        }
        return object
    }
}

extension DocumentName {
    /// What only this API knows of a user or a group.
    static let dataiku = annotation(of: DataikuDialect.name)
}
