import Composition
import EventLog
import Foundation
import Glibc
import IdentityCore
import OpaqueTokens

/// A temporary folder with a key file of one line.
final class KeyFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)").path
    var file: MasterKeyFile { MasterKeyFile("\(path)/master.key") }
    let first = MasterKey.generate(from: SystemRandomSource())

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try write(line(first))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func line(_ key: MasterKey) -> String { key.fileContents.reveal { $0 } }

    func write(_ text: String, mode: mode_t = 0o600) throws {
        try Data(text.utf8).write(to: URL(filePath: file.path))
        chmod(file.path, mode)
    }

    func text() throws -> String { String(decoding: try Data(contentsOf: URL(filePath: file.path)), as: UTF8.self) }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    func ids() throws -> [SealingKeyID] { try file.load().keys.map(\.id) }

    func watched(clock: any Clock = SystemClock()) throws -> WatchedMasterKeys {
        try WatchedMasterKeys(file, clock: clock, log: EventLog(minimum: .error))
    }
}
