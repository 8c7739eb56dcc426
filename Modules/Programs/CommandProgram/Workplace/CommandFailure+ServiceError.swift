import CommandParsing
import Composition
import IdentityCore
import StorageSQLite

extension CommandFailure {
    /// What the rooms below throw, with its exit status and in words.
    init(explaining error: any Error) {
        switch error {
        case let error as ServiceError: self.init(error)
        case let problem as StartProblem: self.init(problem)
        case let problem as SQLiteOpenProblem: self.init(problem)
        default: self.init(.failed, "an unforeseen error: \(error)")
        }
    }

    init(_ error: ServiceError) {
        switch error {
        case .invalidInput(let problems):
            self.init(
                .invalidInput, "the input was refused; nothing was changed",
                problems: problems.map { Problem($0.field, $0.message) })
        case .unauthenticated: self.init(.refused, "nobody is signed in")
        case .forbidden(let refusal): self.init(.refused, Self.words(refusal))
        case .notFound(let kind): self.init(.notFound, "there is no such \(kind.rawValue)")
        case .alreadyExists(let kind, let field):
            self.init(.conflict, "there is another \(kind.rawValue) with this \(field)")
        case .conflict(let conflict): self.init(.conflict, Self.words(conflict))
        case .unsupported(let sentence): self.init(.refused, Self.line(sentence))
        case .limited(let seconds): self.init(.unavailable, "too much is waiting; try again in \(seconds) s")
        case .unavailable(.storage):
            self.init(.unavailable, "the database is locked, full, read-only or out of reach; nothing was changed")
        case .unavailable(.source(let id)): self.init(.unavailable, "the source \(id) does not answer")
        case .unavailable(.mail):
            self.init(.unavailable, "the mail server did not take the mail; 'gatehouse mail test' says why")
        case .internalFailure(let incident):
            self.init(.failed, "an internal failure; the line above with the incident \(incident) says why")
        }
    }

    private static func words(_ refusal: Refusal) -> String {
        switch refusal {
        case .missingRight(let right): "this needs the right \(right.rawValue)"
        case .targetIsStronger: "that account, role or group holds rights which you lack"
        case .passwordChangeRequired: "an own password has to be chosen first"
        case .passwordExpiredAtSource: "the password is right and has expired; it is changed where it is kept"
        case .impersonating: "passwords, keys and secrets are out of reach while acting as somebody else"
        case .cannotImpersonate: "nobody acts as themselves, as a closed or stronger account, or as a second one"
        case .ownAccount: "others decide on the end, the profile and the enabling of an account"
        case .outlivesCaller: "your own account ends before the end that you give"
        }
    }

    private static func words(_ conflict: Conflict) -> String {
        switch conflict {
        case .lastAdministrator: "this would leave no enabled super-admin; make another one first"
        case .alreadyInitialized: "there are users already; nothing was changed"
        case .versionMoved(let current): "it was changed meanwhile and is at version \(current) now; look again"
        case .cycle: "a group can't stand above itself"
        case .tooDeep(let limit): "at most \(limit) groups may stand above each other"
        case .notEmpty(let kind): "it still holds a \(kind.rawValue); remove or move it first"
        case .builtIn(let kind): "this \(kind.rawValue) belongs to the program and can't be changed or removed"
        case .lastOwner: "a workspace keeps at least one owner; make another member an owner first"
        case .archived(let kind): "the \(kind.rawValue) is archived; take it out of the archive first"
        case .syncUnderWay(let source): "the people of \(source) are being brought in already; wait for that run to end"
        case .noSeat(let seats): "all \(seats) seats of the licence are taken; disable somebody first"
        }
    }

    /// Sentences of the rooms below end with a full stop, lines at the terminal don't.
    static func line(_ sentence: String) -> String { sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence }
}
