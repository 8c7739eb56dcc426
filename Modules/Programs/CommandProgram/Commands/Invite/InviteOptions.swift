import CommandParsing
import IdentityCore
import IdentityServices

/// What several commands about invitations take.
enum InviteOptions {
    static let invitation = Argument("INVITATION", "the id that 'invite list' shows, or the login of who was invited")

    static func selector(_ arguments: ParsedArguments) -> InvitationSelector {
        let text = arguments.required("INVITATION")
        return InvitationID(text).map(InvitationSelector.id) ?? .login(text)
    }
}
