import CommandParsing
import IdentityCore

extension ExitCode {
    init(_ failure: SourceFailure.Kind) {
        switch failure {
        case .ambiguous: self = .ambiguous
        case .unavailable: self = .unavailable
        case .misconfigured: self = .misconfigured
        }
    }
}
