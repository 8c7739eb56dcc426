import IdentityCore
import LDAPKit

/// What is seen during one step.
struct Sight {
    var words = ""
    var facts: [SourceStep.Fact] = []
    var advice: String?
    private(set) var result = SourceStep.Result.ok

    mutating func note(_ name: String, _ value: String) { facts.append(SourceStep.Fact(name, value)) }

    /// Something that does not stop a sign-in and is not as it should be.
    mutating func warn(_ words: String, advice: String? = nil) {
        result = .warning
        self.words = words
        self.advice = advice
    }

    /// There was nothing to be done here.
    mutating func skip(_ words: String) {
        result = .skipped
        self.words = words
    }
}

/// Why a step failed, and how looking at the source ends by it.
struct Setback: Error {
    var verdict: SourceVerdict
    var refusal: SourceRefusal?
    var words: String
    var advice: String?

    init(_ verdict: SourceVerdict, _ words: String, refusal: SourceRefusal? = nil, advice: String? = nil) {
        self.verdict = verdict
        self.words = words
        self.refusal = refusal
        self.advice = advice
    }

    init(_ failure: LDAPFailure, at step: SourceStep.Name, advice: String? = nil) {
        self.init(SourceVerdict(failure.source(at: step).kind), "\(failure)", advice: advice ?? failure.advice)
    }
}

/// Asks the directory, and takes its failure for one of the step.
func asking<Answer>(
    at step: SourceStep.Name, _ question: () throws(LDAPFailure) -> Answer
) throws(Setback) -> Answer {
    do throws(LDAPFailure) { return try question() } catch { throw Setback(error, at: step) }
}

extension LDAPFailure {
    /// What a result by itself suggests; whoever looked further knows better.
    fileprivate var advice: String? {
        switch kind {
        case .timedOut:
            return "The server took longer than the settings allow; look at its load, or raise timeouts."
        case .tooMuch: return "The server sent more than was asked for; raise limits only if that is right."
        case .answer(let code): return Self.advice(code)
        default: return nil
        }
    }

    private static func advice(_ code: LDAPResultCode) -> String? {
        switch code {
        case .confidentialityRequired, .strongerAuthRequired:
            "The server takes passwords and questions over TLS only: set startTLS, or take ldaps://."
        case .insufficientAccessRights: "The account of the source may not read this; give it the right to."
        case .operationsError: "Active Directory says so to whom has not signed in: give the source an account in bind."
        case .referral: "Another server holds this part of the tree; name that server in urls."
        case .sizeLimitExceeded, .adminLimitExceeded:
            "The server shows this account too few entries at once; raise its limit there."
        case .busy, .unavailable: "The server says that it can't work now; look at its own log."
        default: nil
        }
    }
}
