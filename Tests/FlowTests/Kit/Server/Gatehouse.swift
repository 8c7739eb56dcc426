import Foundation
import Glibc
import JSONText
import Testing

/// A real server program on a real data folder.
struct Gatehouse: Sendable {
    let folder: TemporaryFolder
    let process: ChildProcess
    let port: UInt16
    /// What this start printed about the first administrator; `nil` at later starts.
    let firstAdministrator: (login: String, password: String)?

    static let program = built("gatehouse-server")
    static let commandLine = built("gatehouse")

    private static func built(_ name: String) -> String {
        URL(fileURLWithPath: try! FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            .deletingLastPathComponent().appendingPathComponent(name).path
    }

    /// Returns when it listens.
    /// - Parameters:
    ///   - settings: written as `gatehouse.json5`; `nil` leaves what is there.
    ///   - launcher: a program that starts the server with the arguments that follow.
    ///   - port: a free one when 0.
    static func start(
        in folder: TemporaryFolder, _ settings: Settings? = Settings(), launcher: [String] = [], port: UInt16 = 0
    ) async throws -> Gatehouse {
        let data = "\(folder.path)/data"
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        if let settings { try folder.write(settings.text, to: "data/gatehouse.json5") }
        try folder.write("", to: "output")
        let process = try ChildProcess(
            launcher + [program, "--data", data, "--port", "\(port)", "--json"], output: "\(folder.path)/output",
            errors: "\(folder.path)/log")
        let events = try await eventually("the server listens") {
            let events = Self.events(in: folder)
            if events.contains(where: { $0["event"] == "listening" }) { return events }
            if let ending = process.result {
                throw ChildProcess.Failure(description: "\(ending) instead of a start: \(folder.text(of: "log"))")
            }
            return nil
        }
        let address = events.compactMap { $0["addresses"]?.arrayValue?.first?.stringValue }.first ?? ""
        let made = events.first { $0["event"] == "initialized" }
        return Gatehouse(
            folder: folder, process: process, port: UInt16(address.split(separator: ":").last ?? "") ?? 0,
            firstAdministrator: made.map { ($0["login"]?.stringValue ?? "", $0["password"]?.stringValue ?? "") })
    }

    private static func events(in folder: TemporaryFolder) -> [JSONObject] {
        folder.text(of: "output").split(separator: "\n").compactMap { line in
            (try? JSONParser.parse(Array(line.utf8)))?.objectValue
        }
    }

    /// Ends it as an operator does, and expects it to end in order.
    func stop() async throws {
        process.signal(SIGTERM)
        let ending = try await process.waitForEnd()
        #expect(ending == .exit(0), "\(folder.text(of: "log").suffix(2_000))")
    }

    var log: String { folder.text(of: "log") }
}

/// Runs `body` with a server of its own on an empty folder, signed in as its first administrator.
func withGatehouse(
    _ settings: Settings = Settings(), launcher: [String] = [], in place: String = NSTemporaryDirectory(),
    _ body: (Gatehouse, _ admin: Person) async throws -> Void
) async throws {
    let house = try await Gatehouse.start(in: try TemporaryFolder(in: place), settings, launcher: launcher)
    let first = try #require(house.firstAdministrator)
    try await body(house, try await house.signedIn(first.login, first.password))
    try await house.stop()
}
