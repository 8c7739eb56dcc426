import Foundation
import Glibc

/// `gatehouse ldap serve-test` under way, with the people of `Tests/Clients/ldap_directory.py`.
final class TestDirectory {
    static let ann = "uid=ann,ou=people,dc=example,dc=org"
    static let fixture = """
        {
          base: "dc=example,dc=org",
          users: [
            { uid: "ann", cn: "Ann  Example", mail: ["ann@example.org", "a@example.org"], password: "quince-37", title: "Dr" },
            { uid: "bob", cn: "Zoë (O'Brien)*, Jr.", sn: "O'Brien", password: "medlar-38" },
            { uid: "eve", manager: "uid=ann,ou=people,dc=example,dc=org" },
          ],
          groups: [
            { cn: "staff", members: ["ann", "ops"] },
            { cn: "ops", members: ["bob", "night"] },
            { cn: "night", members: ["eve", "ops"] },
          ],
        }
        """

    let site: Site
    /// The first line it wrote.
    let ready: String
    /// From the start of the program to that line.
    let delay: Duration
    private let output = Channel()
    private let input: Int32
    private let child: ChildProcess

    init(_ site: Site, _ options: [String] = []) throws {
        self.site = site
        let file = try site.file("people.json", Self.fixture)
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0 else {
            throw CommandRun.NotAnObject(text: "no pipe")
        }
        input = ends[1]
        let errors = open("\(site.path)/directory.err", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        let began = ContinuousClock.now
        child = ChildProcess(
            "gatehouse", ["ldap", "serve-test", "--fixture", file] + options, environment: [],
            descriptors: [ends[0], output.writing, errors])
        for descriptor in [ends[0], output.writing, errors] { close(descriptor) }
        ready = output.read(until: "\n")
        delay = ContinuousClock.now - began
    }

    deinit { stop() }

    var addresses: [String] { ready.split(whereSeparator: \.isWhitespace).dropFirst().map(String.init) }

    /// Writes a line of control.
    /// - Returns: what is answered, up to the mark.
    func say(_ line: String, until mark: String = "\n") -> String {
        let bytes = Array("\(line)\n".utf8)
        _ = write(input, bytes, bytes.count)
        return output.read(until: mark)
    }

    func endInput() { close(input) }

    func wait() -> Int32 { child.wait() }

    private func stop() { child.stop() }

    /// Asks it to end.
    func end() -> Int32 {
        child.stop()
        return child.wait()
    }

    /// Runs a program of ldap-utils against it.
    func run(_ program: String, _ arguments: [String], at address: Int = 0) throws -> CommandRun {
        guard access("/usr/bin/\(program)", X_OK) == 0 else {
            throw CommandRun.NotAnObject(text: "\(program) is missing; Scripts/dependencies installs ldap-utils")
        }
        return try site.run(
            ["LDAPTLS_CACERT=\(site.path)/ca.pem", "/usr/bin/\(program)", "-x", "-H", addresses[address]] + arguments,
            program: "/usr/bin/env")
    }
}
