import IdentityCore
import JSONText

/// Settings that users choose for themselves. They are kept in the user's own configuration, as a member of this API's name,
/// so that the users may write them.
enum Preferences {
    private static let flags = [
        "mentionEmails", "discussionEmails", "accessRequestEmails", "grantedAccessEmails",
        "grantedPluginRequestEmails", "pluginRequestEmails", "instanceAccessRequestsEmails",
        "profileUpgradeRequestsEmails", "codeEnvCreationRequestEmails", "grantedCodeEnvCreationRequestEmails",
        "dailyDigestsEmails", "offlineActivityEmails", "rememberPositionFlow", "loginLogoutNotifications",
        "watchedObjectsEditionsNotifications", "objectOnCurrentProjectCreatedDeletedNotifications",
        "anyObjectOnCurrentProjectEditedNotifications", "watchStarOnCurrentProjectNotifications",
        "otherUsersJobsTasksNotifications", "requestAccessNotifications", "scenarioRunNotifications",
    ]

    /// Everything is on until somebody turns it off.
    static func shown(in configuration: String?) -> JSONObject {
        var shown: JSONObject = ["uiLanguage": "en"]
        for flag in flags { shown[flag] = true }
        for member in chosen(in: configuration).members { shown[member.key] = member.value }
        return shown
    }

    /// The configuration with other preferences in it.
    /// - Returns: `nil` when they are what they are already.
    static func configuration(_ configuration: String?, with preferences: JSONObject) -> String? {
        guard preferences != shown(in: configuration) else { return nil }
        var object = JSONObject(text: configuration) ?? [:]
        object[DataikuDialect.name] = .object(["preferences": .object(preferences)])
        return object.text
    }

    static func problems(in preferences: JSONObject) -> [FieldProblem] {
        preferences.members.compactMap { member in
            if member.key == "uiLanguage", member.value.stringValue == nil {
                return FieldProblem("preferences.uiLanguage", .malformed, "uiLanguage is a string.")
            }
            if flags.contains(member.key), member.value.boolValue == nil {
                return FieldProblem("preferences.\(member.key)", .malformed, "\(member.key) is true or false.")
            }
            return nil
        }
    }

    private static func chosen(in configuration: String?) -> JSONObject {
        JSONObject(text: configuration)?[DataikuDialect.name]?.objectValue?["preferences"]?.objectValue ?? [:]
    }
}
