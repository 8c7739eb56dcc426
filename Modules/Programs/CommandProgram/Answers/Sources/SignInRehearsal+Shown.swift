import CommandParsing
import IdentityCore
import IdentityServices
import JSONText

/// What a sign-in would come to, for a person. Each source that was asked has its steps below it.
extension SignInRehearsal {
    func text(_ style: TextStyle) -> String {
        let title = style.text("sign-in of \(PrintableText.sanitized(login))", .strong) + "\n"
        let asked = answers.map { answer in
            let tone: TextStyle.Tone = answer.verdict == .verified ? .good : .caution
            return style.text(PrintableText.sanitized(answer.sentence), tone) + "\n"
                + StepLines.text(answer.steps, style)
        }
        let end = style.text(PrintableText.sanitized(sentence), failure == nil ? .good : .bad) + "\n"
        return title + Sheet.text(before) + asked.joined() + Sheet.text(after) + end
    }

    private var before: [(name: String, value: String?)] {
        let account = onFile.map { user in
            "\(user.login.display), of the source \(user.source)\(user.isEnabled ? "" : ", disabled")"
        }
        var lines: [(name: String, value: String?)] = [("account", account ?? "none of that name")]
        if let ruleOf { lines.append(("found by", "the login rules of \(ruleOf)")) }
        if let limitedForSeconds {
            lines.append(("limited", "too many wrong passwords; refused for another \(limitedForSeconds) s"))
        }
        lines.append(("who is asked", candidates.map(\.sentence).joined(separator: "; ")))
        return lines
    }

    private var after: [(name: String, value: String?)] {
        var lines: [(name: String, value: String?)] = []
        if let person {
            lines.append(("the account", person.sentence))
            if !person.joins.isEmpty { lines.append(("comes into", Self.names(person.joins))) }
            if !person.leaves.isEmpty { lines.append(("leaves", Self.names(person.leaves))) }
            if let conflict = person.conflict { lines.append(("conflict", conflict.sentence)) }
        }
        if let session {
            lines += [
                ("roles", session.roles.map(\.rawValue).sorted().joined(separator: ", ")),
                ("groups", session.groups.isEmpty ? "none" : Self.names(session.groups)),
                ("rights", Self.names(session.grants.rights)),
            ]
        }
        if let step { lines.append(("audit", step)) }
        return lines
    }

    private static func names(_ groups: [Group]) -> String {
        groups.map(\.name.display).sorted().joined(separator: ", ")
    }

    private static func names(_ rights: Rights) -> String {
        Right.allCases.filter(rights.contains).map(\.rawValue).joined(separator: ", ")
    }

    /// `nil` when a session would open.
    var failure: CommandFailure? { outcome.exitCode.map { CommandFailure($0, sentence) } }

    private var sentence: String {
        outcome == .success ? "\(login) would be signed in" : "\(login) would not be signed in: \(outcome.words)"
    }
}

extension SignInRehearsal.Candidate {
    fileprivate var sentence: String {
        let who = checkedBy.map { $0 == source ? "\(source)" : "\($0) for \(source)" } ?? "\(source)"
        return switch reason {
        case .ownSource: "\(who), to which the account belongs, and no other"
        case .bringsPeople: "\(who), which brings people along"
        case .equalWork: "\(who) at the end, so that a name that leads nowhere takes as long"
        case .notConfigured: "nobody: the source \(source) is configured no longer"
        case .takesNoPasswords: "nobody: the source \(source) takes no passwords"
        }
    }
}

extension SignInRehearsal.Answer {
    fileprivate var sentence: String {
        let who = checkedBy == source ? "\(source)" : "\(checkedBy), for \(source),"
        let said: String =
            switch verdict {
            case .verified, .usable: "lets \(login) in"
            case .rejected: "does not let \(login) in: \(refusal?.words ?? "no reason was told")"
            case .unknown: "does not know \(login)"
            case .ambiguous, .unavailable, .misconfigured:
                "gives no answer (\(verdict.rawValue)): \(failure?.words ?? "no reason was told")"
            }
        return "\(who) \(said)"
    }
}

extension SignInRehearsal.Person {
    fileprivate var sentence: String {
        switch change {
        case .unchanged: "stays as it is"
        case .created: "would be made"
        case .refreshed: "would follow the source in: \(fields.joined(separator: ", "))"
        case .refused: "would not be made"
        case .noSeat: "would not be made: every seat of the licence is taken"
        case .noAccount: "is none, and the source makes none at the first sign-in"
        }
    }
}

extension SignInOutcome {
    fileprivate var exitCode: ExitCode? {
        switch self {
        case .success: nil
        case .rejected, .disabled, .locked, .throttled, .paused, .passwordExpired: .refused
        case .unknown: .notFound
        case .ambiguous: .ambiguous
        case .unavailable: .unavailable
        case .misconfigured: .misconfigured
        case .conflict, .noSeat: .conflict
        }
    }

    fileprivate var words: String {
        switch self {
        case .success: "nothing is in the way"
        case .rejected: "the password is wrong, or good for nothing here"
        case .unknown: "nobody of that name has an account or would get one"
        case .disabled: "the account is disabled or past its time"
        case .locked: "the account is locked"
        case .throttled: "too many wrong passwords"
        case .unavailable: "a source does not answer"
        case .misconfigured: "a source is asked with wrong settings"
        case .ambiguous: "the login means more than one person"
        case .paused: "the source is not asked again for a while, so that it locks nobody out"
        case .passwordExpired: "the password is right and has to be changed at the source"
        case .conflict: "an account of somebody else bears the name"
        case .noSeat: "every seat of the licence is taken"
        }
    }
}
