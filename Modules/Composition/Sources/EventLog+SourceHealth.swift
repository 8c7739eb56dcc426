import EventLog
import IdentityCore

extension EventLog {
    /// A source has begun to fail, or answers again.
    func note(_ health: SourceHealth, of source: SourceID) {
        switch health {
        case .unknown: break
        case .answering: info("source.answering", .string("source", source.rawValue))
        case .failing(let failure):
            warning(
                "source.failing", .string("source", source.rawValue), .string("kind", failure.kind.rawValue),
                .string("step", failure.step.rawValue), .string("cause", failure.words))
        }
    }
}
