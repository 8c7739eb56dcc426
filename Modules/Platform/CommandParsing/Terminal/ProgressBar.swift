import Glibc

/// Shows on standard error how far a long work has come, when that is a terminal; else it is silent.
package struct ProgressBar {
    private let title: String
    private let total: Int?
    private let write: ((String) -> Void)?
    private var shownAt: ContinuousClock.Instant?

    /// - Parameter total: the number of steps, below 1 counts as 1; `nil` when nobody knows it.
    package init(_ title: String, total: Int?) {
        let draws = Terminal.isTerminal(STDERR_FILENO)
        self.init(title, total: total, write: draws ? { ProgramOutput.process.error($0) } : nil)
    }

    init(_ title: String, total: Int?, write: ((String) -> Void)?) {
        self.title = PrintableText.sanitized(title)
        self.total = total.map { max(1, $0) }
        self.write = write
    }

    /// Draws at most ten times a second.
    package mutating func show(_ done: Int) {
        guard let write else { return }
        let now = ContinuousClock.now
        if let shownAt, now - shownAt < .milliseconds(100), total.map({ done < $0 }) ?? true { return }
        shownAt = now
        write("\r\u{1B}[K" + line(done))
    }

    /// Removes the bar.
    package func finish() { write?("\r\u{1B}[K") }

    func line(_ done: Int) -> String {
        guard let total else { return "\(title): \(done)" }
        let cells = 30
        let done = min(max(0, done), total)
        let full = done * cells / total
        let bar = String(repeating: "#", count: full) + String(repeating: ".", count: cells - full)
        return "\(title) [\(bar)] \(done * 100 / total)% (\(done) of \(total))"
    }
}
