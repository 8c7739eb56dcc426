import Foundation
import Glibc

/// `gatehouse-server` on the data folder of a site, at a port of the system's choice.
final class RunningServer {
    let site: Site
    let url: String
    var log: String { "\(site.path)/server.log" }
    private let child: ChildProcess

    init(_ site: Site) throws {
        self.site = site
        let output = Channel()
        let log = open("\(site.path)/server.log", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        child = ChildProcess(
            "gatehouse-server", ["--data", site.data, "--port", "0"], environment: [],
            descriptors: [nothing, output.writing, log])
        for descriptor in [nothing, output.writing, log] { close(descriptor) }
        let line = output.read(until: "\n").dropLast()
        url = String(line.dropFirst("Listening on ".count))
        precondition(line.hasPrefix("Listening on http://"), "the server did not start: \(line)")
    }

    deinit {
        child.stop()
        _ = child.wait()
    }

    /// Sends SIGHUP.
    func reload() { child.reload() }

    /// - Returns: whether it became true within ten seconds.
    func comes(_ condition: () throws -> Bool) rethrows -> Bool {
        let end = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < end {
            if try condition() { return true }
            sched_yield()
        }
        return false
    }

    /// - Returns: the bearer token.
    func signIn(_ login: String, _ password: String) throws -> String {
        let body = #"{"login":"\#(login)","password":"\#(password)"}"#
        let run = try site.run(
            [
                "--silent", "--fail-with-body", "--data-binary", "@-", "--header", "Content-Type: application/json",
                "\(url)/api/v1/sessions",
            ], program: "/usr/bin/curl", input: body)
        guard let token = try run.json()["token"] as? String else { throw CommandRun.NotAnObject(text: run.output) }
        return token
    }

    /// - Returns: the status of a request for one's own account.
    func statusOfMe(_ token: String) throws -> String {
        try site.run(
            [
                "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--header",
                "Authorization: Bearer \(token)", "\(url)/api/v1/me",
            ], program: "/usr/bin/curl"
        ).output
    }
}
