import CommandParsing
import Composition
import Glibc
import IdentityCore
import JSONText
import SQLiteKit
import StorageSQLite

extension CommandFailure {
    init(_ problem: StartProblem) {
        let sentence = Self.line(problem.sentence)
        switch problem {
        case .missing: self.init(.notFound, sentence)
        case .file, .masterKey: self.init(.failed, sentence)
        case .configuration, .source:
            self.init(.invalidInput, sentence, problems: problem.details.map { Problem($0.path, $0.message) })
        case .database(let problem): self.init(problem)
        case .initialized: self.init(.conflict, sentence)
        case .busy: self.init(.unavailable, sentence)
        case .service(let error): self.init(error)
        }
    }

    init(_ problem: SQLiteOpenProblem) {
        self.init(Self.code(of: problem), Self.line(problem.description))
    }

    private static func code(of problem: SQLiteOpenProblem) -> ExitCode {
        switch problem {
        case .missing, .notADirectory: .notFound
        case .notGatehouse, .noWriteAheadLog, .newer, .older: .refused
        case .alreadyExists: .conflict
        case .system(_, errno: EACCES), .system(_, errno: EPERM): .refused
        case .system: .unavailable
        case .sqlite(_, let error), .migrationFailed(_, _, let error): code(of: error)
        }
    }

    private static func code(of error: SQLiteError) -> ExitCode {
        switch error.kind {
        case .busy, .full, .readOnly, .inputOutput, .cannotOpen, .outOfMemory: .unavailable
        default: .failed
        }
    }
}
