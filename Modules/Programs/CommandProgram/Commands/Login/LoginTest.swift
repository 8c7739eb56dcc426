import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct LoginTest: Command {
    static let declaration = CommandDeclaration(
        path: ["login", "test"], summary: "Go through a sign-in and explain it",
        details: """
            Goes through the whole sign-in, through every source that would be asked, and says what each answered, what \
            would become of the account, and what the session would hold. No session is opened and nothing is written. \
            The sources are asked for real: a wrong password is a wrong one there. With --token-file, in the place of \
            --login, a bearer token of an outside issuer is looked at by the source whose issuer it names.

            Ends with 0 when a session would open; 4 when the person is refused, 3 when nobody knows them, 11 when the \
            login means several, 5 when a source lets them in and this house would not, 6 when a source does not answer, \
            12 when it is asked with wrong settings.
            """,
        options: [
            .value("login", "NAME", "a login name or an e-mail address"), PasswordOrigin.option, TokenOrigin.option,
        ],
        examples: [
            Example("gatehouse login test --login ann", "asks for her password at the terminal"),
            Example("gatehouse login test --login ann --password-file secret --json", "the same for programs"),
            Example("gatehouse login test --token-file token", "a bearer token of an outside issuer"),
        ])

    private enum Proof {
        case password(TriedPassword, of: String)
        case token(TokenOrigin)
    }

    private let proof: Proof

    init(_ arguments: ParsedArguments) throws(UsageError) {
        switch (arguments.value("login"), TokenOrigin(arguments)) {
        case (let login?, nil): proof = .password(try TriedPassword(arguments, isRequired: true), of: login)
        case (nil, let token?): proof = .token(token)
        default: throw UsageError("give --login NAME or --token-file FILE, one of them")
        }
    }

    func run(in workplace: Workplace) async throws {
        switch proof {
        case .password(let password, let login): try await look(at: login, password, in: workplace)
        case .token(let origin):
            let token = try origin.read(workplace.answers)
            let report = try await workplace.withHouse {
                try await $0.services.sources.examineToken(token, as: workplace.caller)
            }
            try report.give(login: "the token", workplace.answers)
        }
    }

    private func look(at login: String, _ password: TriedPassword, in workplace: Workplace) async throws {
        let password = try password.read(of: login, workplace.answers) ?? Secret("")
        let rehearsal = try await workplace.withHouse {
            try await $0.signIn.rehearse(login: login, password: password, as: workplace.caller)
        }
        workplace.answers.give(rehearsal.object, text: rehearsal.text(.standard))
        if let failure = rehearsal.failure { throw failure }
    }
}
