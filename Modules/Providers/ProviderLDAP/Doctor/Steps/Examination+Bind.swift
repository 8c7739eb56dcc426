import IdentityCore
import LDAPKit

extension Examination {
    /// - Returns: the connection that the person has signed in on.
    @discardableResult
    func bind(_ login: ExaminedLogin, _ name: String, over url: LDAPURL, state: AccountState?) -> LDAPConnection? {
        step(.userBind) { sight throws(Setback) -> LDAPConnection? in
            sight.note("as", name)
            guard let password = login.password else {
                sight.skip("No password was given, so none was tried.")
                return nil
            }
            guard password.canBeSent else {
                throw Setback(
                    .rejected, "An empty password, or one with a NUL, is never sent.", refusal: .wrongPassword,
                    advice:
                        "Most directories would take it for no password at all, and say yes (RFC 4513 section 5.1.2).")
            }
            let connection = try asking(at: .userBind) { () throws(LDAPFailure) in
                try LDAPConnection.open(to: url, settings)
            }
            let answer = try asking(at: .userBind) { () throws(LDAPFailure) in try connection.bind(name, password) }
            try judge(answer, state, &sight)
            isVerified = true
            return connection
        } ?? nil
    }

    private func judge(
        _ answer: LDAPBindAnswer, _ state: AccountState?, _ sight: inout Sight
    ) throws(Setback) {
        if case .refused(let code, let diagnostic, _) = answer {
            sight.note("result", "\(code)")
            if !diagnostic.isEmpty { sight.note("words", diagnostic) }
        }
        note(answer.policy, &sight)
        for finding in state?.findings ?? [] { sight.note("entry", finding.words) }
        switch BindVerdict(answer, state: state) {
        case .accepted(let policy):
            sight.words = "The directory takes the password."
            if let left = policy?.graceAuthentications {
                sight.warn(
                    "The directory takes the password, which has expired; \(left) sign-ins are left.",
                    advice: "The person changes the password at the directory before they are used up.")
            }
        case .refused(let refusal, let words):
            throw Setback(
                .rejected, "The directory does not let them in: \(words).", refusal: refusal, advice: refusal.advice)
        case .unknown(let words):
            throw Setback(.unknown, "The directory knows no such name: \(words).", advice: "Look at people.direct.")
        case .failed(let failure):
            throw Setback(
                SourceVerdict(failure.kind), failure.words,
                advice: "This code answers no name and password; look at the server's log.")
        }
    }

    private func note(_ policy: LDAPPasswordPolicy?, _ sight: inout Sight) {
        guard let policy else { return }
        if policy.isMalformed { sight.note("password policy", "came in a form that can't be read") }
        if let fault = policy.fault { sight.note("password policy", "\(fault)") }
        if let seconds = policy.secondsBeforeExpiration {
            sight.note("password policy", "the password expires in \(seconds / 86_400) days")
        }
        if let left = policy.graceAuthentications { sight.note("password policy", "\(left) sign-ins left") }
    }
}

extension SourceRefusal {
    fileprivate var advice: String {
        switch self {
        case .wrongPassword: "The entry is found and the password is not its own. The directory may count this try."
        case .disabled: "An administrator of the directory has disabled the account; enable it there."
        case .expired: "The account has ended; give it a later end at the directory."
        case .locked: "Too many wrong passwords, or an administrator: unlock the account at the directory, or wait."
        case .passwordExpired: "The person sets a new password at the directory."
        case .mustChangePassword: "The person changes the password at the directory, which was set by somebody else."
        case .notNow: "The account may not sign in at this hour, or from this machine; see it at the directory."
        case .notAdmitted: "Put the person into one of the groups in admits, or add a group of theirs."
        case .invalidProof, .other: "The words of the directory say more; look at its log."
        }
    }
}
