import Foundation
import Glibc

/// A real SMTP server in a process of its own, Tests/Clients/smtp_server.py, on a port of the system's choice. Ends with
/// the object.
package final class SMTPServerProcess {
    /// What the server took.
    package struct Message {
        package let sender: String
        package let recipients: [String]
        /// Whose login it was, if there was one.
        package let user: String?
        /// Headers and body, as they came.
        package let text: String
    }

    package let port: Int
    private let program: Program
    private let journal: String

    /// - Parameters:
    ///   - folder: where the journal is written.
    ///   - options: of the script, such as `--security starttls`.
    package init(in folder: String, _ options: [String] = []) throws {
        journal = "\(folder)/smtp-\(UUID().uuidString).jsonl"
        try Self.installClients()
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        var ends: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw Program.Failure(description: "no socket pair")
        }
        defer { close(ends[0]) }
        defer { close(nothing) }
        do {
            defer { close(ends[1]) }
            program = try Program(
                [
                    "\(Program.tree)/.build-venv/bin/python", "\(Program.tree)/Tests/Clients/smtp_server.py",
                    "--journal",
                    journal,
                ] + options, descriptors: [nothing, ends[1], STDERR_FILENO])
        }
        var line: [UInt8] = [], byte: UInt8 = 0
        while read(ends[0], &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        guard let port = Int(String(decoding: line, as: UTF8.self)) else {
            throw Program.Failure(description: "the SMTP server did not start; see standard error")
        }
        self.port = port
    }

    /// Ends it; the port then answers no more.
    package func stop() { program.stop() }

    package func messages() throws -> [Message] {
        try entries("message").map { entry in
            Message(
                sender: entry["sender"] as? String ?? "", recipients: entry["recipients"] as? [String] ?? [],
                user: entry["user"] as? String, text: entry["text"] as? String ?? "")
        }
    }

    /// Everything that somebody on the way could have read.
    package func heardInClear() throws -> String {
        try entries("bytes").filter { $0["clear"] as? Bool == true }.compactMap { $0["text"] as? String }.joined()
    }

    private func entries(_ kind: String) throws -> [[String: Any]] {
        try String(contentsOfFile: journal, encoding: .utf8).split(separator: "\n").compactMap { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        }.filter { $0["kind"] as? String == kind }
    }

    /// Once a process: two at a time would build one folder twice.
    private static let installation = Result { try Program.run(["\(Program.tree)/Scripts/clients"]) }
    private static func installClients() throws { _ = try installation.get() }
}
