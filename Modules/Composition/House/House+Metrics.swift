import EventLog
import MailDelivery
import Metrics
import PasswordHashing
import StorageSQLite
import TokenSigning

extension House {
    /// What waits and runs in the pools, read when the metrics are asked for.
    func describePools() {
        let hasher = hasher, signer = signer, storage = storage, log = log
        func pool(_ name: String, waiting: @escaping @Sendable () -> Int) {
            metrics.read(
                "gatehouse_pool_waiting", help: "Jobs that wait for a thread of the pool.",
                labels: [MetricLabel(name: "pool", value: name)]
            ) { Double(waiting()) }
        }
        pool("hashing") { hasher.load.waiting }
        pool("signing") { signer.waiting }
        pool("writes") { storage.load.waitingWrites }
        pool("scans") { storage.load.waitingScans }
        if let mailSender { pool("mail") { mailSender.waiting } }
        metrics.read("gatehouse_hashes_running", help: "Password hashes under way.") { Double(hasher.load.running) }
        metrics.read("gatehouse_commits_total", .counter, help: "Commits; each may carry many writes.") {
            Double(storage.load.commits)
        }
        metrics.read("gatehouse_statements_total", .counter, help: "SQL statements that transactions ran.") {
            Double(storage.load.statements)
        }
        metrics.read("gatehouse_log_lines_dropped_total", .counter, help: "Log lines that nobody read in time.") {
            Double(log.droppedLines)
        }
    }
}
