import IdentityCore
import LDAPKit

extension LDAPFailure {
    /// What kept the directory from an answer, in the words of the core.
    /// - Parameter search: the step that a search belonged to.
    func source(at search: SourceStep.Name) -> SourceFailure {
        SourceFailure(meaning, at: place(search), "\(self)")
    }

    /// A certificate that is not good is `unavailable`, as silence is: nobody knows who answered.
    private var meaning: SourceFailure.Kind {
        switch kind {
        case .resolve, .refused, .unreachable, .timedOut, .tls, .protocolBroken, .saturated, .stopped, .tooMuch:
            .unavailable
        case .notSent: .misconfigured
        case .answer(let code): Self.passing.contains(code) ? .unavailable : .misconfigured
        }
    }

    /// Answers that another day may be others without anybody's doing.
    private static let passing: Set<LDAPResultCode> = [
        .busy, .unavailable, .timeLimitExceeded, .sizeLimitExceeded, .adminLimitExceeded,
    ]

    private func place(_ search: SourceStep.Name) -> SourceStep.Name {
        if kind == .resolve { return .resolve }
        return switch step {
        case .connect, .queue: .connect
        case .tls: .tls
        case .serviceBind: .serviceBind
        case .bind: .userBind
        case .search, .compare, .whoAmI: kind == .answer(.noSuchObject) ? .base : search
        }
    }
}
