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

/// Where files can be made unchangeable also for those who hold them open: not on every file system, and by root only.
enum Immutability {
    /// The temporary folder if it will do, else the folder of the build; `nil` when neither does.
    static let place: String? = {
        let build = #filePath.components(separatedBy: "/Tests/FlowTests/")[0] + "/.build/"
        return [NSTemporaryDirectory(), build].first(where: isPossible)
    }()

    private static func isPossible(in folder: String) -> Bool {
        let path = folder.appending("gatehouse-flow-\(UUID().uuidString)")
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { return false }
        defer {
            close(descriptor)
            unlink(path)
        }
        guard runs(["chattr", "+i", path]) else { return false }
        let isRefused = write(descriptor, "x", 1) < 0
        return runs(["chattr", "-i", path]) && isRefused
    }
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
