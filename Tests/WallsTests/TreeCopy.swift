import Foundation

/// A copy of the tree in a folder of its own, for planting faults in it.
struct TreeCopy: ~Copyable {
    private static let source = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("gatehouse-walls-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["Package.swift", "Modules", "Apps", "Tests", "Scripts"] {
            try FileManager.default.copyItem(
                at: Self.source.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    borrowing func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(path))
    }

    borrowing func replace(_ old: String, by new: String, in path: String) throws {
        let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
        guard text.contains(old) else { throw CocoaError(.fileReadCorruptFile) }
        try write(text.replacingOccurrences(of: old, with: new), to: path)
    }

    borrowing func remove(_ path: String) throws {
        try FileManager.default.removeItem(at: folder.appendingPathComponent(path))
    }

    /// Runs the walls script of the real tree on this copy.
    borrowing func check() throws -> (status: Int32, lines: [String]) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = Self.source.appendingPathComponent("Scripts/walls")
        process.arguments = ["--root", folder.path]
        process.standardError = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (
            process.terminationStatus, String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
        )
    }
}
