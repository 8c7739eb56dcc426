import CommandParsing
import FoundationEssentials
import IdentityCore

/// What several commands about users take.
enum UserOptions {
    static let user = Argument("USER", "a login or an id; login:NAME is a login whatever it looks like")

    static func selector(_ arguments: ParsedArguments) -> UserSelector { selector(arguments.required("USER")) }

    static func selector(_ text: String) -> UserSelector {
        let prefix = "login:"
        if text.hasPrefix(prefix) { return .login(String(text.dropFirst(prefix.count))) }
        return UserID(text).map(UserSelector.id) ?? .login(text)
    }
}
