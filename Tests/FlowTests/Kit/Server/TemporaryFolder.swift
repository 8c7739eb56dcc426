import Foundation

/// A folder that goes with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    /// - Parameter place: ends with a slash.
    init(in place: String = NSTemporaryDirectory()) throws {
        path = place.appending("gatehouse-flow-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    /// Empty for a file that is not there.
    func bytes(of name: String) -> [UInt8] { Self.bytes(of: "\(path)/\(name)") }
    func text(of name: String) -> String { String(decoding: bytes(of: name), as: UTF8.self) }

    static func bytes(of path: String) -> [UInt8] { FileManager.default.contents(atPath: path).map(Array.init) ?? [] }
}
