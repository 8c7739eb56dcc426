import CommandParsing
import Composition
import FoundationEssentials
import IdentityCore

/// What several commands about users take.
enum UserOptions {
    static let user = Argument("USER", "a login or an id; login:NAME is a login whatever it looks like")

    static let groupHelp = "a group to be in: " + GroupOptions.spelling

    /// What accounts are made and edited with alike.
    static let account: [Option] = [
        .value("profile", "NAME", "licence profile"),
        .value("trial-from", "TIME", "when a trial begins: 2027-01-31, 2027-01-31T08:15:00Z, or 7d from now"),
        .value("trial-until", "TIME", "when it ends"),
        .value("valid-until", "TIME", "from then on the account is closed: as --trial-from, such as 90d"),
    ]

    static func moment(_ name: String, _ arguments: ParsedArguments) throws(UsageError) -> Date? {
        try MomentText.option(name, .ahead, in: arguments, clock: SystemClock())
    }

    static func trial(_ arguments: ParsedArguments) throws(UsageError) -> Trial? {
        switch (try moment("trial-from", arguments), try moment("trial-until", arguments)) {
        case (nil, nil): return nil
        case (let begin?, let end?): return Trial(grantedOn: begin, expiresOn: end)
        default: throw UsageError("--trial-from and --trial-until go together")
        }
    }

    static func selector(_ arguments: ParsedArguments) -> UserSelector { selector(arguments.required("USER")) }

    static func selector(_ text: String) -> UserSelector {
        let prefix = "login:"
        if text.hasPrefix(prefix) { return .login(String(text.dropFirst(prefix.count))) }
        return UserID(text).map(UserSelector.id) ?? .login(text)
    }
}
