import Foundation
import Glibc

/// Whether a program can be started with mounts of its own.
enum OwnMounts {
    static let arePossible = runs(["unshare", "--user", "--map-root-user", "--mount", "true"])

    /// - Parameter preparation: run by a shell before the server, with `$DATA` for the data folder and `$DATA.json5` for
    ///   a copy of the configuration.
    static func launcher(_ preparation: String) -> [String] {
        let script = """
            DATA=$3; cp "$DATA/gatehouse.json5" "$DATA.json5" && \(preparation) && exec "$@"
            """
        return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]
    }
}

/// Whether files can be made unchangeable also for those who hold them open.
enum Immutability {
    static let isPossible: Bool = {
        let path = NSTemporaryDirectory().appending("gatehouse-flow-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard runs(["chattr", "+i", path]) else { return false }
        return runs(["chattr", "-i", path])
    }()
}

private func runs(_ command: [String]) -> Bool {
    guard let child = try? ChildProcess(command, output: "/dev/null", errors: "/dev/null") else { return false }
    var ending = child.result
    while ending == nil {
        usleep(1_000)
        ending = child.result
    }
    return ending == .exit(0)
}
