/// Work that nobody waits for, so that its length tells nobody anything; a bounded number at once.
actor BackgroundWork {
    private let limit: Int
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(limit: Int) { self.limit = limit }

    /// - Returns: `false` when there is too much already; then nothing is done.
    func begin(_ work: @escaping @Sendable () async -> Void) -> Bool {
        guard running < limit else { return false }
        running += 1
        Task {
            await work()
            end()
        }
        return true
    }

    /// Returns when nothing is under way.
    func settle() async {
        guard running > 0 else { return }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func end() {
        running -= 1
        guard running == 0 else { return }
        for waiter in waiting { waiter.resume() }
        waiting = []
    }
}
