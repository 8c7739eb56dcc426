import CommandParsing
import IdentityCore
import JSONText

/// What looking at a source has shown. The JSON has the members that the native API gives.
extension SourceReport {
    /// - Parameter login: whose sign-in was looked at; `nil` for the source alone.
    func text(login: String?, _ style: TextStyle) -> String {
        let title = "source \(source) (\(kind))" + (login.map { ", sign-in of \($0)" } ?? "")
        return style.text(PrintableText.sanitized(title), .strong) + "\n" + StepLines.text(steps, style)
            + style.text(PrintableText.sanitized(sentence(login: login)), failure(login: login) == nil ? .good : .bad)
            + "\n"
    }

    var object: JSONObject {
        [
            "source": .string(source.rawValue), "kind": .string(kind.rawValue), "verdict": .string(verdict.rawValue),
            "refusal": .text(refusal?.rawValue), "steps": .array(steps.map { .object($0.object) }),
            "identity": identity.map { .object($0.object) } ?? .null,
        ]
    }

    /// `nil` when all is well.
    func failure(login: String?) -> CommandFailure? {
        guard let code = exitCode else { return nil }
        return CommandFailure(code, sentence(login: login))
    }

    private var exitCode: ExitCode? {
        switch verdict {
        // The source is well, and this house would make nothing of the person.
        case .usable, .verified: failedStep == nil ? nil : .conflict
        case .rejected: .refused
        case .unknown: .notFound
        case .ambiguous: .ambiguous
        case .unavailable: .unavailable
        case .misconfigured: .misconfigured
        }
    }

    private var failedStep: SourceStep? { steps.first { $0.result == .failed } }

    private func sentence(login: String?) -> String {
        let who = login ?? "the person"
        if exitCode == .conflict {
            return
                "\(source) knows \(who), and the sign-in would fail here, at the step \(failedStep?.name.rawValue ?? "-")"
        }
        switch verdict {
        case .usable where login == nil: return "\(source) can be used"
        case .usable: return "\(source) can be used, and knows \(who); no password was tried"
        case .verified: return "\(source) lets \(who) in"
        case .rejected: return "\(source) does not let \(who) in: \(refusal?.words ?? "no reason was told")"
        case .unknown: return "\(source) does not know \(who)"
        case .ambiguous: return "\(who) means more than one person to \(source), so nobody is let in"
        case .unavailable: return "\(source) does not answer; the step \(failedStep?.name.rawValue ?? "-") failed"
        case .misconfigured:
            return
                "\(source) answers, and is asked with wrong settings; the step \(failedStep?.name.rawValue ?? "-") failed"
        }
    }
}

extension SourceRefusal {
    var words: String {
        switch self {
        case .wrongPassword: "the password is wrong"
        case .disabled: "the account is disabled there"
        case .expired: "the account has expired there"
        case .locked: "the account is locked there"
        case .passwordExpired: "the password is right and has expired"
        case .mustChangePassword: "the password is right and has to be changed first"
        case .notNow: "not at this hour, or not from this machine"
        case .notAdmitted: "in none of the groups that may sign in"
        case .invalidProof: "the token or the proxy's word is not good"
        case .other: "for a reason of its own"
        }
    }
}

extension SourceFailure {
    var object: JSONObject {
        ["kind": .string(kind.rawValue), "step": .string(step.rawValue), "words": .string(words)]
    }
}

extension ExternalIdentity {
    var object: JSONObject {
        [
            "externalId": .string(externalID), "login": .string(login), "email": .text(email),
            "displayName": .string(displayName), "givenName": .text(givenName), "familyName": .text(familyName),
            "active": .bool(isActive),
            "groups": groups.map { .array($0.sorted().map(JSONValue.string)) } ?? .null,
        ]
    }
}
