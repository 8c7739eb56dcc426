import CommandParsing
import JSONText
import LDAPTestServer
import Threading

struct LDAPServeTest: Command {
    static let declaration = CommandDeclaration(
        path: ["ldap", "serve-test"], summary: "Play a directory, for tests of login code",
        details: """
            Serves the entries of a fixture over LDAP on loopback, until Ctrl-C. When it listens it prints "ready" and \
            its address. It is for tests: passwords may lie in clear in the fixture, and who is bound may change \
            everything. Nothing is written back.

            A fault is OPERATION:EFFECT[=VALUE], behind which :after=N, :times=N and :dn=DN may stand. Operations: \
            connect, tls, bind, search, compare, add, modify, delete, moddn, starttls, whoami, any. Effects: delay=2s, \
            hang, drop, half, garbage, result=CODE[,TEXT], referral=URL; for bind diagnostic=TEXT, ad=SUBCODE and \
            accept-empty-password; for search reference=URL, sizelimit=N, cut-page=N and empty; for tls stale and \
            wrong-name.

            Lines on standard input steer it: reset (everything as at the start), fault FAULT, clear, faults, log, \
            clear-log. Each is answered with a line. Its end is no end for the server, unless --until-input-ends.
            """,
        options: [
            .value("fixture", "FILE", "the entries, as LDIF or JSON; - is standard input", required: true, .file),
            .value("port", "N", "where to listen; 0 lets the system choose", shownDefault: "0"),
            .value("ldaps-port", "N", "listen for ldaps there too; 0 lets the system choose"),
            .value("listen", "ADDRESS", "an IP address", shownDefault: "127.0.0.1"),
            .flag("expose", "allow an address that others can reach"),
            .value("fault", "FAULT", "something that goes wrong, such as search:delay=2s", repeatable: true),
            .flag("require-bind", "refuse to search and compare before a bind"),
            .value("log", "FILE", "write each operation to FILE as a line of JSON; - is standard output", .file),
            .value("ca-file", "FILE", "write the authority of the certificate there, for clients to trust", .file),
            .value("certificate", "FILE", "a certificate chain in PEM in the place of a made one", .file),
            .value("key", "FILE", "the key of the certificate, in PEM", .file),
            .flag("until-input-ends", "end with standard input, and so with the program that holds it"),
        ],
        examples: [
            Example("gatehouse ldap serve-test --fixture people.json", "a port of the system's choice"),
            Example(
                "gatehouse ldap serve-test --fixture people.ldif --port 3890 --ca-file ca.pem", "for StartTLS as well"),
            Example(
                "gatehouse ldap serve-test --fixture ad.ldif --fault 'bind:ad=532:after=1:times=1'",
                "the second bind fails as with an expired password"),
        ])

    private let fixture: String
    private let faults: [LDAPTestServer.Fault]
    private let options: LDAPTestServer.Options
    private let logFile: String?
    private let authorityFile: String?
    private let endsWithInput: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        fixture = arguments.required("fixture")
        var faults: [LDAPTestServer.Fault] = []
        for text in arguments.values("fault") {
            do throws(LDAPTestServer.Problem) { faults.append(try LDAPTestServer.Fault(text)) } catch {
                throw UsageError(error.message)
            }
        }
        self.faults = faults
        var options = LDAPTestServer.Options()
        options.address = arguments.value("listen") ?? options.address
        options.port = try arguments.integer("port", in: 0...65_535) ?? 0
        options.ldapsPort = try arguments.integer("ldaps-port", in: 0...65_535)
        options.isExposed = arguments.flag("expose")
        guard options.isExposed || LDAPTestServer.isLoopback(options.address) else {
            throw UsageError(
                "--listen is an address of this machine alone, such as 127.0.0.1, unless --expose is given")
        }
        options.requiresBind = arguments.flag("require-bind")
        switch (arguments.value("certificate"), arguments.value("key")) {
        case (let chain?, let key?): options.certificate = (chain, key)
        case (nil, nil): break
        default: throw UsageError("--certificate and --key go together")
        }
        self.options = options
        logFile = arguments.value("log")
        authorityFile = arguments.value("ca-file")
        endsWithInput = arguments.flag("until-input-ends")
        guard fixture != "-" || !endsWithInput else {
            throw UsageError("--until-input-ends needs standard input for itself; give the fixture as a file")
        }
    }

    func run(in workplace: Workplace) async throws {
        Interruption.await()
        let log = try logFile.map { path throws(CommandFailure) in try RewrittenFile(path) }
        var options = options
        if let log { options.report = { log.append(Answers.line($0.json)) } }
        let server = try start(options)
        defer { server.stop() }
        if let authorityFile { try RewrittenFile(authorityFile).append(server.authorityPEM) }
        if options.isExposed {
            workplace.answers.warn("others can reach this directory, which is for tests and protects nothing")
        }
        tellReady(server, workplace.answers)
        // Reading blocks, and Swift's own threads must not.
        let pool = BlockingPool(name: "control", threads: 1, queueLimit: 1)
        defer { pool.close() }
        try await pool.run { steer(server, workplace.answers) }
    }

    private func steer(_ server: LDAPTestServer, _ answers: Answers) {
        let input = ControlInput()
        while true {
            switch input.next() {
            case .line(let line): answer(line, server, answers)
            case .end: if endsWithInput { return }
            case .interruption: return
            }
        }
    }

    private func answer(_ line: String, _ server: LDAPTestServer, _ answers: Answers) {
        do throws(LDAPTestServer.Problem) {
            let answer = try server.perform(line)
            answers.write(answers.asJSON ? Answers.line(answer.json) : answer.text)
        } catch {
            answers.write(
                answers.asJSON
                    ? Answers.line(["ok": false, "message": .string(error.message)])
                    : "error: \(PrintableText.sanitized(error.message))\n")
        }
    }

    private func start(_ options: LDAPTestServer.Options) throws(CommandFailure) -> LDAPTestServer {
        var bytes: [UInt8] = []
        let file = try InputFile(fixture)
        while case let more = try file.read(), !more.isEmpty { bytes += more }
        do throws(LDAPTestServer.Problem) {
            return try LDAPTestServer.start(fixture: LDAPTestServer.Fixture(bytes), faults: faults, options: options)
        } catch { throw CommandFailure(error, fixture: fixture) }
    }

    private func tellReady(_ server: LDAPTestServer, _ answers: Answers) {
        var object: JSONObject = ["ready": true, "url": .string(server.url), "port": .count(server.port)]
        object["ldapsUrl"] = server.ldapsURL.map(JSONValue.string)
        object["ldapsPort"] = server.ldapsPort.map { .count($0) }
        object["caFile"] = authorityFile.map(JSONValue.string)
        let addresses = [server.url] + (server.ldapsURL.map { [$0] } ?? [])
        answers.give(object, text: "ready \(addresses.joined(separator: " "))\n")
    }
}
