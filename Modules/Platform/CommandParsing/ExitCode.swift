/// How a program ended, for scripts. The numbers are part of the interface and never change their meaning.
package enum ExitCode: Int32, Sendable, CaseIterable {
    case ok = 0
    case failed = 1
    case usage = 2
    case notFound = 3
    case refused = 4
    case conflict = 5
    case unavailable = 6
    case invalidInput = 7
    case broken = 8
    case incomplete = 9
    case differs = 10
    case ambiguous = 11
    case misconfigured = 12
    case stopped = 13

    package var meaning: String {
        switch self {
        case .ok: "done"
        case .failed: "failed for a reason that has no number of its own"
        case .usage: "the command line was not understood; nothing was done"
        case .notFound: "what was named doesn't exist"
        case .refused: "not allowed"
        case .conflict: "it exists already, or was changed meanwhile"
        case .unavailable: "something needed is not there now, such as a locked database; try again"
        case .invalidInput: "a value was refused"
        case .broken: "what was checked is not as it was written"
        case .incomplete: "some of what was given was refused; the rest was done"
        case .differs: "what is there differs from what is wished"
        case .ambiguous: "a login means more than one person"
        case .misconfigured: "what was asked answers, and is asked with wrong settings"
        case .stopped: "too much would be taken away; nothing was done until somebody confirms"
        }
    }
}
