import Foundation
import Glibc
import SQLiteKit

/// A temporary folder, with a Gatehouse in `data` when it was made by `initialized`.
final class Site: Sendable {
    static let password = "violet-lantern-42-quarry"

    let path: String
    var data: String { "\(path)/data" }
    var database: String { "\(data)/gatehouse.sqlite" }

    init() throws {
        path = NSTemporaryDirectory() + "gatehouse-cli-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// With the administrator `admin`, whose password is `Site.password`.
    static func initialized() throws -> Site {
        let site = try Site()
        let run = try site.run("init", "--admin-password-file", "-", input: password + "\n")
        precondition(run.status == 0, run.errors)
        return site
    }

    /// Runs `gatehouse` and waits for its end.
    /// - Parameter folder: the environment names this data folder; the site's own unless told.
    func run(_ arguments: String..., input: String = "", folder: String? = nil) throws -> CommandRun {
        try run(arguments, input: input, folder: folder)
    }

    /// - Parameter output: a file in the place of standard output, not read afterwards.
    func run(
        _ arguments: [String], program: String = "gatehouse", input: String = "", folder: String? = nil,
        output: String? = nil
    ) throws -> CommandRun {
        let name = "\(path)/run-\(UUID().uuidString)"
        try Data(input.utf8).write(to: URL(fileURLWithPath: name + ".in"))
        let descriptors = [
            open(name + ".in", O_RDONLY | O_CLOEXEC),
            open(output ?? name + ".out", O_RDWR | O_CREAT | O_CLOEXEC, 0o600),
            open(name + ".err", O_RDWR | O_CREAT | O_CLOEXEC, 0o600),
        ]
        defer { for descriptor in descriptors { close(descriptor) } }
        let child = ChildProcess(
            program, arguments, environment: ["GATEHOUSE_DATA=\(folder ?? data)", "PATH=/usr/bin:/bin"],
            descriptors: descriptors)
        let status = child.wait()
        return CommandRun(
            status: status, output: output == nil ? try text(of: name + ".out") : "",
            errors: try text(of: name + ".err"))
    }

    /// Creates a user without a password.
    @discardableResult
    func user(_ login: String, _ options: String...) throws -> CommandRun {
        try run(["user", "create", login, "--no-password"] + options)
    }

    /// A file that only its owner may read.
    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        chmod("\(path)/\(name)", 0o600)
        return "\(path)/\(name)"
    }

    func text(of file: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
    }

    func mode(of file: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    }

    /// Changes the database behind the program's back.
    func plant(_ sql: String) throws {
        try SQLiteConnection(path: database, mode: .readWrite, busyTimeout: .seconds(5)).execute(sql)
    }
}
