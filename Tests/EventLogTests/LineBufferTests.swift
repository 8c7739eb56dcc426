import Testing

@testable import EventLog

@Suite struct LineBufferTests {
    private let line = [UInt8](repeating: 0x61, count: 10)

    @Test func theLimitHoldsToTheByte() {
        var buffer = LineBuffer(limit: 30, hurryAt: 1_000)
        for _ in 0..<4 { _ = buffer.add(line, urgent: false) }
        #expect(buffer.droppedInAll == 1)
        let batch = buffer.take()
        #expect(batch.bytes.count == 30 && batch.dropped == 1 && !batch.isLast)
        _ = buffer.add(line, urgent: false)
        let next = buffer.take()
        #expect(next.dropped == 0)
        #expect(buffer.droppedInAll == 1)
    }

    @Test func onlyTheFirstLineWakesAnIdleFlusher() {
        var buffer = LineBuffer(limit: 1_000, hurryAt: 1_000)
        let wake1 = buffer.add(line, urgent: false)
        #expect(wake1 == .idleFlusher)
        let wake2 = buffer.add(line, urgent: false)
        #expect(wake2 == .nobody)
        _ = buffer.take()
        let wake3 = buffer.add(line, urgent: false)
        #expect(wake3 == .nobody, "the flusher looks again by itself")
        _ = buffer.take()
        _ = buffer.take()
        let wake4 = buffer.add(line, urgent: false)
        #expect(wake4 == .idleFlusher)
    }

    @Test func anUrgentLineOrAFullBatchHurriesTheFlusherOnce() {
        var buffer = LineBuffer(limit: 1_000, hurryAt: 30)
        let wake5 = buffer.add(line, urgent: true)
        #expect(wake5 == .flusherAtOnce)
        let wake6 = buffer.add(line, urgent: true)
        #expect(wake6 == .nobody)
        _ = buffer.take()
        let wake7 = buffer.add(line, urgent: false)
        #expect(wake7 == .nobody)
        let wake8 = buffer.add(line, urgent: false)
        #expect(wake8 == .nobody)
        let wake9 = buffer.add(line, urgent: false)
        #expect(wake9 == .flusherAtOnce)
    }

    @Test func aClosedBufferTakesNothingMore() {
        var buffer = LineBuffer(limit: 1_000, hurryAt: 30)
        _ = buffer.add(line, urgent: false)
        let closings = [buffer.close(), buffer.close()]
        #expect(closings == [true, false])
        let wake10 = buffer.add(line, urgent: true)
        #expect(wake10 == .nobody)
        let batch = buffer.take()
        #expect(batch.isLast && batch.bytes == line && batch.dropped == 1)
    }
}
