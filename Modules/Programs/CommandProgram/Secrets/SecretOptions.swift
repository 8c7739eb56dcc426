import CommandParsing
import FoundationEssentials
import IdentityCore
import IdentityServices

/// What several commands about secrets take.
enum SecretOptions {
    static let name = Argument("NAME", "the name of the secret, or the key of the connection")
    static let credential = Option.flag("credential", "the credential of a connection, not a secret")

    static func purpose(_ arguments: ParsedArguments) -> SealBinding.Purpose {
        arguments.flag("credential") ? .connectionCredential : .userSecret
    }

    static func owner(_ arguments: ParsedArguments) -> SecretOwner { .user(UserOptions.selector(arguments)) }
}
