import CommandParsing
import Composition
import IdentityServices

struct InviteResend: Command {
    static let declaration = CommandDeclaration(
        path: ["invite", "resend"], summary: "Send an invitation again, for the full time",
        details: "With another code and another first password; those of before open nothing any more.",
        arguments: [InviteOptions.invitation],
        examples: [Example("gatehouse invite resend ada@example.org", "when the mail got lost or the time is over")])

    private let selector: InvitationSelector

    init(_ arguments: ParsedArguments) { selector = InviteOptions.selector(arguments) }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            try await house.invitations.resend(selector, as: workplace.caller).give(to: workplace.answers)
        }
    }
}
