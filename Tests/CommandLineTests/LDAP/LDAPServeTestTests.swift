import Foundation
import Glibc
import TestSupport
import Testing

/// `gatehouse ldap serve-test` with other people's clients.
@Suite struct LDAPServeTestTests {
    private let site: Site

    init() throws { site = try Site() }

    @Test func itIsReadyAtOnce() throws {
        // Below 100 ms on a machine with nothing else to do, in release; here a machine may be as busy as it likes.
        let directory = try TestDirectory(site)
        #expect(directory.ready.hasPrefix("ready ldap://127.0.0.1:"))
        #expect(directory.delay < .seconds(10))
        #expect(directory.end() == 0)
    }

    @Test func openLDAPsProgramsWorkInClearAndUnderTLS() throws {
        let directory = try TestDirectory(site, ["--ca-file", "\(site.path)/ca.pem", "--ldaps-port", "0"])
        let bind = ["-D", TestDirectory.ann, "-w", "quince-37"]
        for (options, address) in [([], 0), (["-ZZ"], 0), ([], 1)] {
            let who = try directory.run("ldapwhoami", options + bind, at: address)
            #expect(who.status == 0 && who.output == "dn:\(TestDirectory.ann)\n", "\(who.errors)")
        }
        #expect(try directory.run("ldapwhoami", ["-D", TestDirectory.ann, "-w", "wrong"]).status == 49)
        #expect(try directory.run("ldapwhoami", ["-D", TestDirectory.ann, "-w", ""]).status == 53)
        let search = try directory.run(
            "ldapsearch", bind + ["-LLL", "-b", "dc=example,dc=org", "-E", "pr=1/noprompt", "(uid=*)", "1.1"])
        #expect(search.status == 0)
        #expect(search.output.split(separator: "\n").count { $0.hasPrefix("dn: uid=") } == 3)
        #expect(try directory.run("ldapsearch", ["-b", "dc=nowhere"]).status == 32)
        #expect(try directory.run("ldapcompare", [TestDirectory.ann, "title:dr"]).status == 6)
        #expect(try directory.run("ldapcompare", [TestDirectory.ann, "title:prof"]).status == 5)
        #expect(try directory.run("ldapdelete", bind + ["ou=people,dc=example,dc=org"]).status == 66)
        #expect(try directory.run("ldapmodrdn", bind + ["-r", TestDirectory.ann, "uid=anna"]).status == 0)
        #expect(try directory.run("ldapsearch", ["-LLL", "-b", TestDirectory.ann]).status == 32)
    }

    @Test func pythonsLdap3Works() throws {
        let directory = try TestDirectory(site, ["--ca-file", "\(site.path)/ca.pem", "--ldaps-port", "0"])
        let tree = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path
        let installed = try site.run([], program: "\(tree)/Scripts/clients")
        #expect(installed.status == 0, "\(installed.errors)")
        let port = try #require(directory.addresses[1].split(separator: ":").last)
        let run = try site.run(
            ["\(tree)/Tests/Clients/ldap_directory.py", directory.addresses[0], "\(site.path)/ca.pem", "\(port)"],
            program: "\(tree)/.build-venv/bin/python")
        #expect(run.output == "everything is as it should be\n", "\(run.errors)")
    }

    @Test func linesOnStandardInputSteerIt() throws {
        let log = "\(site.path)/log.jsonl"
        let directory = try TestDirectory(site, ["--log", log, "--fault", "search:result=51"])
        let search = ["-LLL", "-b", "dc=example,dc=org", "(uid=ann)", "1.1"]
        #expect(try directory.run("ldapsearch", search).status == 51)
        #expect(directory.say("faults", until: "ok\n") == "search:result=51\nok\n")
        #expect(directory.say("clear") == "ok\n")
        #expect(try directory.run("ldapsearch", search).status == 0)
        #expect(directory.say("fault bind:ad=775:times=1") == "ok\n")
        #expect(try directory.run("ldapwhoami", []).errors.contains("data 775"))
        #expect(directory.say("fault nonsense").hasPrefix("error: the fault 'nonsense' was not understood: "))
        #expect(directory.say("sing").hasPrefix("error: there is no such line; "))
        let operations = directory.say("log", until: "\nok\n").split(separator: "\n").dropLast()
        #expect(operations.first?.contains(#""operation":"bind""#) == true)
        #expect(operations.contains { $0.contains(#""filter":"(uid=ann)""#) && $0.contains(#""result":51"#) })
        // The file has the same lines, written before the answers left.
        #expect(try site.text(of: log).split(separator: "\n").starts(with: operations))
        #expect(directory.say("reset") == "ok\n")
        #expect(try directory.run("ldapsearch", search).status == 51)
    }

    @Test func inJSONEveryLineIsAnObject() throws {
        let directory = try TestDirectory(site, ["--json", "--ldaps-port", "0", "--until-input-ends"])
        let ready = try JSONSerialization.jsonObject(with: Data(directory.ready.utf8)) as? [String: Any]
        #expect(ready?["ready"] as? Bool == true)
        #expect((ready?["url"] as? String)?.hasPrefix("ldap://127.0.0.1:") == true)
        #expect(ready?["port"] as? Int != nil && ready?["ldapsPort"] as? Int != nil)
        #expect(directory.say("log") == "{\"ok\":true,\"log\":[]}\n")
        #expect(directory.say("sing").hasPrefix(#"{"ok":false,"message":"#))
        directory.endInput()
        #expect(directory.wait() == 0)
    }

    @Test func othersReachItOnlyWhenAskedAndAreToldWhatItIs() throws {
        let file = try site.file("people.json", TestDirectory.fixture)
        let refused = try site.run("ldap", "serve-test", "--fixture", file, "--listen", "0.0.0.0")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("--expose"))
        let directory = try TestDirectory(site, ["--listen", "0.0.0.0", "--expose"])
        #expect(directory.ready.hasPrefix("ready ldap://0.0.0.0:"))
        #expect(try site.text(of: "\(site.path)/directory.err").contains("is for tests"))
    }

    @Test func aFixtureThatIsWrongIsToldWithItsPlace() throws {
        let file = try site.file("people.ldif", "dn: dc=example\ndc: example\n")
        let run = try site.run("ldap", "serve-test", "--fixture", file, "--json")
        #expect(run.status == 7)
        #expect(run.errors.contains("line 1, entry 'dc=example': an entry needs an objectClass"))
        #expect(try site.run("ldap", "serve-test", "--fixture", "/nowhere").status == 3)
        #expect(try site.run("ldap", "serve-test", "--fixture", file, "--fault", "x").status == 2)
        #expect(try site.run("ldap", "serve-test", "--fixture", file, "--key", "x").status == 2)
    }

    @Test func theServerProgramDoesNotCarryIt() throws {
        func carriesIt(_ program: String) throws -> Bool {
            let bytes = try Data(
                contentsOf: URL(fileURLWithPath: "\(ChildProcess.folder)/\(program)"), options: .alwaysMapped)
            return bytes.range(of: Data("14LDAPTestServer".utf8)) != nil
        }
        #expect(try carriesIt("gatehouse"))
        #expect(try !carriesIt("gatehouse-server"))
    }
}
