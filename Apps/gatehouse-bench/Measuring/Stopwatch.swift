import Glibc

/// Wall-clock and processor time since it was made.
struct Stopwatch {
    private let began = ContinuousClock.now
    private let processorAtStart = Stopwatch.processorSeconds()

    var seconds: Double { (ContinuousClock.now - began) / .seconds(1) }

    /// Of the whole process, kernel included.
    var processorSeconds: Double { Self.processorSeconds() - processorAtStart }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
