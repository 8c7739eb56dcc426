import Foundation
import JSONText
import Testing

@testable import EventLog

@Suite struct EventLogTests {
    private static let time: @Sendable () -> Int64 = { 1_767_225_599_042 }

    @Test func anEventIsOneLineOfJSON() {
        let pipe = Pipe()
        let log = EventLog(to: pipe.writer, now: Self.time)
        log.info(
            "request.served", .string("method", "GET"), .int("status", 200), .milliseconds("duration_ms", 1.23449),
            .bool("reused", true))
        #expect(log.close())
        #expect(
            pipe.read()
                == #"{"time":"2025-12-31T23:59:59.042Z","level":"info","event":"request.served","#
                + #""method":"GET","status":200,"duration_ms":1.234,"reused":true}"# + "\n")
    }

    @Test func noTextBreaksItsLineOrReachesATerminal() throws {
        let hostile = "a\"b\\c\nd\re\tf\u{0}g\u{1B}[2Jh\u{7F}i\u{9B}1mj\u{2028}k\u{2029}lé漢🙂"
        let pipe = Pipe()
        let log = EventLog(to: pipe.writer, now: Self.time)
        log.info("user.created", .string("login", hostile))
        log.close()
        let line = pipe.read()
        #expect(line.unicodeScalars.filter { $0.properties.generalCategory == .control } == ["\n"])
        #expect(!line.unicodeScalars.contains("\u{2028}") && !line.unicodeScalars.contains("\u{2029}"))
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
        #expect(object?["login"] == hostile)
    }

    @Test(arguments: [
        (0.0, "0.000"), (-1.5, "-1.500"), (0.000_4, "0.000"), (1_234_567.891_2, "1234567.891"), (.nan, "null"),
        (.infinity, "null"), (1e300, "null"),
    ])
    func durationsHaveThreeDecimals(value: Double, text: String) {
        let line = EventLine(time: 0, level: .debug, event: "e", fields: [.milliseconds("d", value)])
        #expect(
            String(decoding: line.bytes, as: UTF8.self)
                == #"{"time":"1970-01-01T00:00:00.000Z","level":"debug","event":"e","d":"# + text + "}\n")
    }

    @Test func timesAgreeWithFoundationOverFourCenturies() {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        for step in 0..<5_000 {
            let seconds = -5_000_000_000 + step * 2_677_801
            var bytes: [UInt8] = []
            Timestamp.append(Int64(seconds) * 1_000 + 500, to: &bytes)
            let expected = formatter.string(from: Date(timeIntervalSince1970: Double(seconds) + 0.5))
            #expect(String(decoding: bytes, as: UTF8.self) == expected)
        }
    }

    @Test func eventsBelowTheMinimumAreNotWritten() {
        let pipe = Pipe()
        let log = EventLog(to: pipe.writer, minimum: .warning, now: Self.time)
        log.debug("a.debug")
        log.info("b.info")
        log.warning("c.warning")
        log.error("d.error")
        log.close()
        let lines = pipe.read(until: "d.error").split(separator: "\n")
        #expect(lines.count == 2 && lines[0].contains("c.warning") && lines[1].contains("d.error"))
    }

    @Test func anEventArrivesWithoutClosingTheLog() {
        let pipe = Pipe()
        let log = EventLog(to: pipe.writer, now: Self.time)
        log.info("first.event")
        #expect(pipe.read(until: "first.event").contains("first.event"))
        log.error("second.event")
        #expect(pipe.read(until: "second.event").contains("second.event"))
        log.close()
    }

    @Test func linesOfManyTasksArriveWholeAndAll() async {
        let pipe = Pipe()
        let log = EventLog(to: pipe.writer, now: Self.time)
        let reading = Task.detached { pipe.read(until: "the.end") }
        await withTaskGroup { group in
            for task in 0..<8 {
                group.addTask { for number in 0..<500 { log.info("e", .int("task", task), .int("number", number)) } }
            }
        }
        log.info("the.end")
        log.close()
        let lines = await reading.value.split(separator: "\n")
        #expect(lines.count == 4_001)
        #expect(Set(lines).count == 4_001)
        #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
        #expect(log.droppedLines == 0)
    }

    @Test func whenTheReaderBlocksLinesAreDroppedAndCounted() throws {
        let pipe = Pipe()
        let log = EventLog(to: pipe.writer, bufferLimit: 10_000, now: Self.time)
        let filler = String(repeating: "x", count: 1_000)
        // The pipe holds 64 KiB and the buffer 10 kB: most of these find no room.
        for number in 0..<2_000 { log.info("flood", .int("number", number), .string("filler", filler)) }
        let dropped = log.droppedLines
        #expect(dropped > 1_800)
        var text = pipe.read(until: "log.dropped")
        log.close()
        text += pipe.readRest()
        let lines = text.split(separator: "\n")
        let notes = lines.filter { $0.contains(#""event":"log.dropped""#) }
        let told = notes.compactMap { $0.firstMatch(of: /"lines":(\d+)/)?.1 }.compactMap { Int($0) }.reduce(0, +)
        #expect(told == dropped)
        #expect(lines.count - notes.count + told == 2_000)
    }

    @Test func aReaderThatWentAwayEndsNothing() {
        let pipe = Pipe()
        pipe.closeReader()
        let log = EventLog(to: pipe.writer, now: Self.time)
        log.error("nobody.reads")
        #expect(log.close())
        #expect(log.droppedLines == 1)
    }

    @Test func afterClosingEventsAreDropped() {
        let pipe = Pipe()
        let log = EventLog(to: pipe.writer, now: Self.time)
        #expect(log.close())
        #expect(log.close())
        log.error("too.late")
        #expect(log.droppedLines == 1)
    }

    @Test(arguments: EventLevel.allCases)
    func levelsAreFoundByTheirWord(level: EventLevel) {
        #expect(EventLevel(named: level.name.description) == level)
        #expect(EventLevel(named: "loud") == nil)
    }
}
