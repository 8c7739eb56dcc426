import Foundation

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

    private let process: ClientProcess
    private let journal: String

    /// - Parameters:
    ///   - folder: where the journal is written.
    ///   - options: of the script, such as `--security starttls`.
    package init(in folder: String, _ options: [String] = []) throws {
        journal = "\(folder)/smtp-\(UUID().uuidString).jsonl"
        process = try ClientProcess("smtp_server.py", ["--journal", journal] + options)
    }

    package var port: Int { process.port }

    /// Ends it; the port then answers no more.
    package func stop() { process.stop() }

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
}
