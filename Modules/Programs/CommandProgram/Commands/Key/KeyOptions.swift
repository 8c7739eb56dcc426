import CommandParsing
import FoundationEssentials
import IdentityCore

/// What several commands about access keys take.
enum KeyOptions {
    static let key = Argument("KEY", "the id that 'key list' shows")
    static let about = Option.value("about", "TEXT", "what the key is for")
    static let scope = Option.value(
        "scope", "PERMISSION", "limits the key, like users:read or model/m1:*", repeatable: true)
    static let expires = Option.value(
        "expires", "TIME", "when the key ends: 2027-01-31, 2027-01-31T08:15:00Z, or 90d from now")

    static func id(_ arguments: ParsedArguments) throws(UsageError) -> AccessKeyID {
        guard let id = AccessKeyID(arguments.required("KEY")) else {
            throw UsageError("KEY is an id, as 'key list' shows it")
        }
        return id
    }

    /// A number with a unit, in seconds.
    static func seconds(_ name: String, _ arguments: ParsedArguments) throws(UsageError) -> TimeInterval? {
        guard let text = arguments.value(name) else { return nil }
        guard let seconds = MomentText.length(text) else {
            throw UsageError("--\(name) is a number with a unit, such as 90s, 15m, 24h, 7d or 2w")
        }
        return seconds
    }
}
