import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct SourceCheck: Command {
    static let declaration = CommandDeclaration(
        path: ["source", "check"], summary: "Look at a source step by step, of whatever kind",
        details: """
            One line a step, with what was seen below it and, after an arrow, what can be done about it. With --login \
            the sign-in of that person is looked at too; their password is tried at the source when it is given, and a \
            wrong one is a wrong one there. With --token-file a bearer token of an outside issuer is looked at: its form, issuer, audience, time, key, signature and claims, \
            and the account and rights that it would lead to. The token is shown nowhere.

            Ends with 0 when all is well; 4 when the person or the token is refused, 3 when the source does not know the \
            person, 11 when the login means several, 5 when the source lets them in and this house would not, 6 when the \
            source does not answer, 12 when it is asked with wrong settings.
            """,
        arguments: [SourceOptions.source], options: SignInOrigin.options + [TokenOrigin.option],
        examples: [
            Example("gatehouse source check partners", "can the issuer's keys be had?"),
            Example("gatehouse source check partners --token-file token", "why is this token refused?"),
            Example("gatehouse source check corp --login ann --password-file secret", "why can't ann sign in?"),
            Example("gatehouse source check corp --login ann --json", "without her password, for programs"),
        ])

    private let source: SourceID
    private let signIn: SignInOrigin
    private let token: TokenOrigin?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        source = SourceID(rawValue: arguments.required("SOURCE"))
        token = TokenOrigin(arguments)
        guard token == nil || !arguments.flag("login") else {
            throw UsageError("give --login or --token-file, not both")
        }
        signIn = try SignInOrigin(arguments)
    }

    func run(in workplace: Workplace) async throws {
        let token = try token?.read(workplace.answers), examined = try signIn.read(workplace.answers)
        let report = try await workplace.withHouse { house in
            let sources = house.services.sources
            if let token { return try await sources.examineToken(token, at: self.source, as: workplace.caller) }
            return try await sources.examine(self.source, login: examined, as: workplace.caller)
        }
        try report.give(login: signIn.login ?? token.map { _ in "the token" }, workplace.answers)
    }
}

extension SourceReport {
    /// Shows it, and ends the command with what it came to.
    func give(login: String?, _ answers: Answers) throws(CommandFailure) {
        answers.give(object, text: text(login: login, .standard))
        if let failure = failure(login: login) { throw failure }
    }
}
