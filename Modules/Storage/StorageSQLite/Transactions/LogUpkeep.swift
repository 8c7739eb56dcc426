import SQLiteKit

/// Keeps the write-ahead log short, between two groups of the writer and after their callers have been answered.
struct LogUpkeep: Sendable {
    /// Pages of log at which it is moved into the file: that costs two syncs and every page once more.
    var moveAt = 4_000
    /// Pages of log at which readers are waited for. Where they overlap without end, the log is moved but never begins
    /// anew, and would grow until the disk is full.
    var emptyAt = 32_000

    /// Nobody can write meanwhile.
    private static let patience = Duration.milliseconds(250)
    private var nextMove = 0
    private var nextEmptying = 0
    private var lastPages = Int.max

    init(moveAt: Int, emptyAt: Int) {
        self.moveAt = moveAt
        self.emptyAt = emptyAt
    }

    mutating func tend(_ connection: SQLiteConnection) throws(SQLiteError) {
        let pages = connection.logPages
        // It began anew.
        if pages < lastPages { (nextMove, nextEmptying) = (moveAt, emptyAt) }
        lastPages = pages
        if pages >= nextEmptying {
            // In vain means that somebody reads for long: not again after each group.
            nextEmptying = pages + moveAt
            if try connection.emptyLog(patience: Self.patience) { return }
        }
        if pages >= nextMove {
            nextMove = pages + max(moveAt / 4, 1)
            try connection.moveLog()
        }
    }
}
