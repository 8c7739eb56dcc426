import Foundation
import Testing

/// Programs of others that speak to a Gatehouse, led by the scripts of Tests/Clients.
enum ClientProgram {
    private static let tree = #filePath.components(separatedBy: "/Tests/FlowTests/")[0]

    /// Runs the script to its end, after their packages are there.
    /// - Parameters:
    ///   - script: below Tests/Clients.
    ///   - input: what stands on its standard input.
    static func run(
        _ script: String, _ arguments: [String], input: String, in folder: TemporaryFolder
    ) async throws -> (ending: ChildProcess.Ending, text: String) {
        let installed = try await ChildProcess.run(["\(tree)/Scripts/clients"], in: folder)
        try #require(installed.ending == .exit(0), "\(installed.text)")
        try folder.write(input, to: "input")
        return try await ChildProcess.run(
            [
                "sh", "-c", "exec \"$0\" \"$@\" < \(folder.path)/input", "\(tree)/.build-venv/bin/python",
                "\(tree)/Tests/Clients/\(script)",
            ] + arguments, in: folder)
    }
}
