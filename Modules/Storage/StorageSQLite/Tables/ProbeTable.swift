import IdentityCore
import SQLiteKit

/// One row that is written to prove that writing works; the file does not grow by it.
struct ProbeTable {
    let statements: StatementRunner

    func write() throws(ServiceError) {
        guard try statements.run(Text.write) == 1 else { throw .unavailable(.storage) }
    }

    private enum Text {
        // Turns round instead of growing without end.
        static let write = SQL("UPDATE probe SET writes = (writes + 1) % 1000000")
    }
}
