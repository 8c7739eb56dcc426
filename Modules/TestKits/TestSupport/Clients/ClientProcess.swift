import Foundation
import Glibc

/// A script of Tests/Clients in a process of its own, which serves on a port of the system's choice and obeys orders on its
/// standard input. Ends with the object.
package final class ClientProcess {
    package let port: Int
    private let program: Program
    /// Its standard input and output.
    private let wire: Int32

    package init(_ script: String, _ options: [String] = []) throws {
        try Self.installClients()
        var ends: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw Program.Failure(description: "no socket pair")
        }
        wire = ends[0]
        do {
            defer { close(ends[1]) }
            program = try Program(
                ["\(Program.tree)/.build-venv/bin/python", "\(Program.tree)/Tests/Clients/\(script)"] + options,
                descriptors: [ends[1], ends[1], STDERR_FILENO])
        } catch {
            close(ends[0])
            throw error
        }
        guard let port = Int(Self.line(from: wire)) else {
            throw Program.Failure(description: "\(script) did not start; see standard error")
        }
        self.port = port
    }

    deinit { close(wire) }

    /// Ends it; the port then answers no more.
    package func stop() { program.stop() }

    /// - Returns: the line that it answered with.
    package func order(_ line: String) throws -> String {
        let bytes = Array((line + "\n").utf8)
        guard send(wire, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw Program.Failure(description: "the program takes no orders any more")
        }
        return Self.line(from: wire)
    }

    private static func line(from wire: Int32) -> String {
        var line: [UInt8] = [], byte: UInt8 = 0
        while read(wire, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        return String(decoding: line, as: UTF8.self)
    }

    /// Once a process: two at a time would build one folder twice.
    private static let installation = Result { try Program.run(["\(Program.tree)/Scripts/clients"]) }
    private static func installClients() throws { _ = try installation.get() }
}
