package import HTTPFetch
package import IdentityCore

/// What a walk stopped at.
package struct TokenSetback: Error, Sendable {
    package enum Reason: Hashable, Sendable {
        /// The proof is not good.
        case refused
        /// It could not be found out.
        case failed(SourceFailure.Kind)
    }

    package let reason: Reason
    package let step: SourceStep.Name
    /// For administrators; never a part of a token.
    package let words: String
    package let advice: String?
    /// Whether too much was waiting here, and the issuer was not asked.
    package private(set) var isCrowded = false

    package init(_ reason: Reason, at step: SourceStep.Name, _ words: String, advice: String? = nil) {
        self.reason = reason
        self.step = step
        self.words = words
        self.advice = advice
    }

    /// - Parameter what: what was asked for, as the subject of a sentence.
    package init(_ failure: FetchFailure, at step: SourceStep.Name, _ what: String) {
        let kind: SourceFailure.Kind, advice: String?
        switch failure.kind {
        case .unreachable, .timedOut:
            (kind, advice) = (.unavailable, "See whether the address is right, and can be reached from this machine.")
        case .busy, .stopped: (kind, advice) = (.unavailable, "Try again in a moment.")
        case .tlsRefused:
            (kind, advice) = (.misconfigured, "Set caFile to the authority that issued the server's certificate.")
        case .redirected: (kind, advice) = (.misconfigured, "Give the address that the redirect leads to.")
        case .tooLarge:
            (kind, advice) = (.misconfigured, "See whether the address is right, or raise limits.answerBytes.")
        case .badStatus where (failure.status ?? 0) >= 500: (kind, advice) = (.unavailable, nil)
        case .badStatus: (kind, advice) = (.misconfigured, "See whether the address and the login are right.")
        }
        self.init(.failed(kind), at: step, "\(what) can't be had: \(failure).", advice: advice)
        isCrowded = failure.kind == .busy
    }

    package var outcome: AuthenticationOutcome {
        switch reason {
        case .refused: .rejected(.invalidProof)
        case .failed: failure.map { .failed($0) } ?? .rejected(.other)
        }
    }

    /// `nil` when the source could answer.
    package var failure: SourceFailure? {
        if case .failed(let kind) = reason { SourceFailure(kind, at: step, words) } else { nil }
    }

    package var verdict: SourceVerdict {
        switch reason {
        case .refused: .rejected
        case .failed(let kind): SourceVerdict(kind)
        }
    }
}
