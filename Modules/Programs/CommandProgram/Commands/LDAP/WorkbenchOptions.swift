import CommandParsing
import Composition
import IdentityCore
import LDAPKit
import ProviderLDAP

/// How `ldap search` and `ldap whoami` come to a directory. They need no database.
struct WorkbenchOptions: Sendable {
    private let choice: DirectoryChoice
    private let login: String?
    private let password: TriedPassword

    /// - Parameter option: by which somebody is named.
    init(_ arguments: ParsedArguments, login option: String) throws(UsageError) {
        choice = DirectoryChoice(arguments)
        login = arguments.value(option)
        guard login != nil || !arguments.flag("password-file") else {
            throw UsageError("--password-file goes with --\(option)")
        }
        guard login != "" else { throw UsageError("--\(option) names somebody") }
        password = login == nil ? .none : try TriedPassword(arguments, isRequired: true)
    }

    func ask<Value: Sendable>(
        in workplace: Workplace,
        _ question: (LDAPWorkbench, LDAPWorkbench.Asker) async throws -> LDAPWorkbench.Answer<Value>
    ) async throws -> (source: SourceID, value: Value) {
        let bench = try workplace.sourceBench()
        let entry = try choice.entry(of: bench, in: workplace)
        var asker = LDAPWorkbench.Asker.service
        if let login {
            let typed = ExaminedLogin(login, password: try password.read(of: login, workplace.answers))
            let asked = typed.asked(by: entry.policy, text: SystemTextNormalizer())
            guard let password = asked.password else {
                throw CommandFailure(.invalidInput, "an empty password is no password to a directory")
            }
            asker = .person(login: asked.login, password: password)
        }
        let workbench = try bench.workbench(for: entry)
        defer { workbench.close() }
        return (entry.id, try value(of: try await question(workbench, asker), from: entry.id))
    }

    private func value<Value>(of answer: LDAPWorkbench.Answer<Value>, from source: SourceID) throws(CommandFailure)
        -> Value
    {
        let who = login ?? "the source's account"
        switch answer {
        case .answered(let value): return value
        case .rejected(let refusal, let words):
            throw CommandFailure(
                .refused, "\(source) does not let \(who) in: \(refusal.words)", problems: [.init("user-bind", words)])
        case .unknown(let words):
            throw CommandFailure(.notFound, "\(source) does not know \(who)", problems: [.init("user-search", words)])
        case .failed(let failure):
            let words =
                switch failure.kind {
                case .ambiguous: "\(who) means more than one person"
                case .unavailable: "\(source) does not answer"
                case .misconfigured: "\(source) refuses what it was asked"
                }
            throw CommandFailure(
                ExitCode(failure.kind), words, problems: [.init(failure.step.rawValue, failure.words)])
        }
    }
}
