import Foundation
import Glibc
import Testing

@testable import CommandParsing

@Suite struct InputLineTests {
    /// Reads a file of these bytes in a folder of its own.
    private func read(_ bytes: [UInt8], mode: Int = 0o600) throws -> (line: String, warnings: [String]) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gatehouse-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("password")
        try Data(bytes).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        var warnings: [String] = []
        let line = try InputLine.read(file.path) { warnings.append($0.replacingOccurrences(of: folder.path, with: "")) }
        return (line, warnings)
    }

    @Test(arguments: [
        ("secret", "secret"), ("secret\n", "secret"), ("secret\r\n", "secret"), (" a b \n", " a b "), ("", ""),
    ])
    func oneLineEndIsTakenOff(content: String, line: String) throws {
        let answer = try read(Array(content.utf8))
        #expect(answer.line == line)
        #expect(answer.warnings.isEmpty)
    }

    @Test func severalLinesAreRefused() throws {
        let failure = #expect(throws: CommandFailure.self) { try read(Array("a\n\n".utf8)) }
        #expect(failure?.code == .invalidInput && failure?.message.hasSuffix("holds more than one line") == true)
    }

    @Test func whatIsNotUTF8IsRefused() throws {
        let failure = #expect(throws: CommandFailure.self) { try read([0x61, 0xFF]) }
        #expect(failure?.message.hasSuffix("is not UTF-8") == true)
    }

    @Test func theLimitIsKept() throws {
        let most = [UInt8](repeating: 0x61, count: InputLine.limit)
        #expect(try read(most).line.utf8.count == InputLine.limit)
        let failure = #expect(throws: CommandFailure.self) { try read(most + [0x61]) }
        #expect(failure?.code == .invalidInput && failure?.message.hasSuffix("holds more than 65536 bytes") == true)
    }

    @Test func anEndlessFileIsRefusedSoon() {
        #expect(throws: CommandFailure(.invalidInput, "/dev/zero holds more than 65536 bytes")) {
            try InputLine.read("/dev/zero") { _ in }
        }
    }

    @Test func aFileThatEverybodyCanReadIsWarnedAbout() throws {
        let answer = try read(Array("x".utf8), mode: 0o644)
        #expect(answer.line == "x")
        #expect(
            answer.warnings == ["everybody on this machine can read /password; mend it with: chmod 600 /password"])
    }

    @Test func aMissingFileIsNotFound() {
        #expect(throws: CommandFailure(.notFound, "cannot read /no/such\u{FFFD}file: No such file or directory")) {
            try InputLine.read("/no/such\u{1B}file") { _ in }
        }
    }
}
