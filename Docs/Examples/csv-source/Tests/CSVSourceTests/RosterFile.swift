import Foundation

/// A people file in a folder of its own, which goes with it.
final class RosterFile: Sendable {
    static let header = "id,login,password_hash,display_name,email,groups,active"

    let folder: URL
    var url: URL { folder.appendingPathComponent("people.csv") }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("csv-source-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ lines: [String], header: String = RosterFile.header) throws {
        try Data(([header] + lines).joined(separator: "\n").appending("\n").utf8).write(to: url, options: .atomic)
    }

    func remove() throws { try FileManager.default.removeItem(at: url) }
}
