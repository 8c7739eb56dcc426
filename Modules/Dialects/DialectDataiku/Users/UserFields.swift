import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// What every form of a user shows.
enum UserFields {
    /// Licence profiles of the product that use what others have made and write no code.
    private static let readers: Set<String> = ["READER", "EXPLORER", "AI_CONSUMER"]

    static func mayCode(_ user: User) -> Bool { !readers.contains(user.profile ?? "") }

    /// An item of a list, straight into the answer: lists are long.
    static func write(_ entry: UserEntry, of sources: DataikuSources, at now: Date, to writer: inout JSONWriter) {
        let user = entry.user
        writer.object { writer in
            writer.field("login", WireName.wire(user.login.display))
            writer.field("displayName", user.displayName.display)
            writer.array("groups") { for group in entry.groups { $0.value(WireName.wire(group)) } }
            writer.field("sourceType", sources.sourceType(of: user.source))
            writer.field("email", user.email?.display)
            writer.field("userProfile", user.profile)
            writer.field("enabled", user.isEnabled)
            writer.field("codeAllowed", mayCode(user))
            // Gatehouse keeps no pictures.
            writer.field("objectImgHash", 0)
            writer.field("activeWebSocketSesssions", entry.openSessions)
            writer.field("creationDate", user.createdAt.milliseconds)
            writer.object("trialStatus") { writer in
                writer.field("exists", user.trial != nil)
                writer.field("expired", user.trial.map { $0.expiresOn <= now } ?? false)
                writer.field("valid", user.trial?.isValid(at: now) ?? false)
                writer.field("expiresOn", user.trial?.expiresOn.milliseconds ?? 0)
                writer.field("grantedOn", user.trial?.grantedOn.milliseconds ?? 0)
            }
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
