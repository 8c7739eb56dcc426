import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// What every form of a user shows.
enum UserFields {
    /// Licence profiles of the product that use what others have made and write no code.
    private static let readers: Set<String> = ["READER", "EXPLORER", "AI_CONSUMER"]

    static func mayCode(_ profile: String?) -> Bool { profile.map { !readers.contains($0) } ?? true }

    /// An item of a list, straight into the answer: lists are long. The user is not taken out of its entry, which would copy
    /// all of it.
    static func write(_ entry: UserEntry, of sources: DataikuSources, at now: Date, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("login", WireName.wire(entry.user.login.display))
            writer.field("displayName", entry.user.displayName.display)
            writer.array("groups") { for group in entry.groups { $0.value(WireName.wire(group)) } }
            writer.field("sourceType", sources.sourceType(of: entry.user.source))
            writer.field("email", entry.user.email?.display)
            writer.field("userProfile", entry.user.profile)
            writer.field("enabled", entry.user.isEnabled)
            writer.field("codeAllowed", mayCode(entry.user.profile))
            // Gatehouse keeps no pictures.
            writer.field("objectImgHash", 0)
            writer.field("activeWebSocketSesssions", entry.openSessions)
            writer.field("creationDate", entry.user.createdAt.milliseconds)
            writeTrial(entry.user.trial, at: now, to: &writer)
        }
    }

    private static func writeTrial(_ trial: Trial?, at now: Date, to writer: inout JSONWriter) {
        writer.object("trialStatus") { writer in
            writer.field("exists", trial != nil)
            writer.field("expired", trial.map { $0.expiresOn <= now } ?? false)
            writer.field("valid", trial?.isValid(at: now) ?? false)
            writer.field("expiresOn", trial?.expiresOn.milliseconds ?? 0)
            writer.field("grantedOn", trial?.grantedOn.milliseconds ?? 0)
        }
    }

    /// What anybody may know.
    static func writeInfo(_ entry: UserEntry, to writer: inout JSONWriter) {
        let user = entry.user
        writer.object { writer in
            writer.field("login", WireName.wire(user.login.display))
            writer.field("displayName", user.displayName.display)
            writer.array("groups") { for group in entry.groups { $0.value(WireName.wire(group)) } }
            writer.field("email", user.email?.display)
            writer.field("enabled", user.isEnabled)
        }
    }

    /// Zero stands for never.
    static func writeActivity(_ user: User, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("login", WireName.wire(user.login.display))
            writer.field("lastSuccessfulLogin", user.lastLoginAt?.milliseconds ?? 0)
            writer.field("lastFailedLogin", user.lastFailedLoginAt?.milliseconds ?? 0)
            writer.field("lastSessionActivity", user.lastActivityAt?.milliseconds ?? 0)
        }
    }
}
