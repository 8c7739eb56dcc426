import Dispatch

/// A fixed number of kernel threads and a bounded queue: the only door to C calls that block.
///
/// Swift's own threads (one a core) must never wait: while they do, no other request is served.
package final class BlockingPool: Sendable {
    /// The queue is full: answer "try again" instead of letting it grow.
    package struct Saturated: Error, Sendable {}
    /// The pool was closed.
    package struct Closed: Error, Sendable {}

    /// What the pool is doing, for metrics.
    package struct Load: Sendable {
        package var waiting: Int
        package var running: Int
    }

    private struct Job: Sendable {
        let id: UInt64
        let run: @Sendable (_ live: Bool) -> Void
    }

    private struct State: Sendable {
        var queue: [Job] = []
        /// Jobs before this index have been taken; the array is compacted now and then.
        var head = 0
        var cancelled: Set<UInt64> = []
        var running = 0
        var lastID: UInt64 = 0
        var isOpen = true
        var hasThreads = false

        var waiting: Int { queue.count - head }

        mutating func take() -> (Job, live: Bool)? {
            guard head < queue.count else { return nil }
            let job = queue[head]
            head += 1
            if head == queue.count {
                queue.removeAll(keepingCapacity: true)
                head = 0
            } else if head >= 1_024 {
                queue.removeFirst(head)
                head = 0
            }
            running += 1
            return (job, cancelled.remove(job.id) == nil)
        }
    }

    private let state = Locked(State())
    private let wake = DispatchSemaphore(value: 0)
    private let name: String
    private let queueLimit: Int
    private let threads: Int

    /// Starts nothing: the threads come with the first job, so that a program that never has one pays for none.
    package init(name: String, threads: Int, queueLimit: Int) {
        self.name = name
        self.threads = threads
        self.queueLimit = queueLimit
    }

    private func startThreads() {
        let isFirst = state.withLock { state in
            defer { state.hasThreads = true }
            return !state.hasThreads
        }
        guard isFirst else { return }
        for number in 0..<threads {
            NamedThread.start("\(name)-\(number)") { [self] in work() }
        }
    }

    private func work() {
        while true {
            wake.wait()
            // Woken with nothing to do means: closing.
            guard let (job, live) = state.withLock({ $0.take() }) else { return }
            job.run(live)
            state.withLock { $0.running -= 1 }
        }
    }

    /// Runs `body` on one of the threads.
    /// - Throws: `Saturated` at once when the queue is full, `Closed`, `CancellationError` when the caller was
    ///   cancelled before the job began, or what `body` throws. A job that has begun runs to its end: only a deadline
    ///   inside it frees the thread earlier.
    package func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Result, any Error>) in
                let job = Job(id: id) { live in
                    guard live else {
                        continuation.resume(throwing: CancellationError())
                        return
                    }
                    continuation.resume(with: Swift.Result(catching: body))
                }
                let refusal: (any Error)? = state.withLock { state in
                    guard state.isOpen else { return Closed() }
                    guard state.waiting < queueLimit else { return Saturated() }
                    state.queue.append(job)
                    // A cancellation before this moment looked for the job and found none.
                    if Task.isCancelled { state.cancelled.insert(id) }
                    return nil
                }
                if let refusal {
                    continuation.resume(throwing: refusal)
                } else {
                    startThreads()
                    wake.signal()
                }
            }
        } onCancel: {
            state.withLock { state in
                if state.queue[state.head...].contains(where: { $0.id == id }) { state.cancelled.insert(id) }
            }
        }
    }

    package var load: Load { state.withLock { Load(waiting: $0.waiting, running: $0.running) } }

    /// Refuses new jobs, lets the queued ones run, and lets the threads end.
    package func close() {
        let wasOpen = state.withLock { state in
            defer { state.isOpen = false }
            return state.isOpen
        }
        if wasOpen { for _ in 0..<threads { wake.signal() } }
    }
}
