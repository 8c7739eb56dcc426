import Foundation
import FoundationNetworking
import Testing

/// The programs of this package, as they were built beside the tests.
enum Programs {
    private static let folder = URL(
        fileURLWithPath: try! FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    ).deletingLastPathComponent()

    /// A program that has not been started yet.
    static func process(_ name: String, _ arguments: [String], output: Pipe) -> Process {
        let process = Process()
        process.executableURL = folder.appendingPathComponent(name)
        process.arguments = arguments
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// Runs the command line to its end.
    static func run(_ arguments: String...) throws -> (status: Int32, output: String) {
        let output = Pipe()
        let process = process("csv-gatehouse", arguments, output: output)
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

/// A server of this package on a free port. Ends with the test at the latest.
final class RunningServer {
    private let process: Process
    private let address: URL

    init(data: String) throws {
        let output = Pipe()
        process = Programs.process("csv-gatehouse-server", ["--data", data, "--port", "0"], output: output)
        try process.run()
        var said = ""
        while let chunk = try output.fileHandleForReading.read(upToCount: 1), !chunk.isEmpty {
            said += String(decoding: chunk, as: UTF8.self)
            if said.hasSuffix("\n") { break }
        }
        let word = said.split(separator: " ").last.map { $0.trimmingCharacters(in: .newlines) }
        address = try #require(word.flatMap(URL.init(string:)), "\(said)")
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// - Returns: the status, and the members of the answer.
    func signIn(_ login: String, _ password: String) async throws -> (status: Int, members: [String: Any]) {
        var request = URLRequest(url: address.appendingPathComponent("api/v1/sessions"))
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = try JSONSerialization.data(withJSONObject: ["login": login, "password": password])
        let (data, response) = try await URLSession.shared.data(for: request)
        let members = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return (try #require(response as? HTTPURLResponse).statusCode, members ?? [:])
    }

    /// - Returns: the exit status.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
