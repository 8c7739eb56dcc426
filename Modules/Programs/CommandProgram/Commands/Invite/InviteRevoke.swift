import CommandParsing
import Composition
import IdentityServices
import JSONText

struct InviteRevoke: Command {
    static let declaration = CommandDeclaration(
        path: ["invite", "revoke"], summary: "Take an invitation back, with the account that nobody has used",
        details:
            "Refused once somebody has signed in to the account; then 'user disable' and 'user delete' are the way.",
        arguments: [InviteOptions.invitation],
        examples: [Example("gatehouse invite revoke ada@example.org", "the code in the mail opens nothing any more")])

    private let name: String
    private let selector: InvitationSelector

    init(_ arguments: ParsedArguments) {
        name = arguments.required("INVITATION")
        selector = InviteOptions.selector(arguments)
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            try await house.invitations.revoke(selector, as: workplace.caller)
        }
        workplace.answers.give(["revoked": .string(name)], text: Sheet.text([("revoked", name)]))
    }
}
