import TestSupport
import Testing

/// What `gatehouse ldap doctor` is given.
@Suite struct DoctorInputTests {
    @Test func settingsThatCanNotBeReadAreToldAllAtOnce() throws {
        let site = try Site()
        let file = try site.file("entry.json5", "{ kind: 'ldap', settings: { nonsense: 1 } }")
        let run = try site.run("ldap", "doctor", "--config", file)
        #expect(run.status == 7)
        #expect(run.output == "")
        #expect(run.errors.contains("nonsense") && run.errors.contains("url"))
        let other = try site.file("other.json5", "{ kind: 'ldap', settings: {}, nonsense: 1 }")
        let wrong = try site.run("ldap", "doctor", "--config", other)
        #expect(wrong.status == 7)
        #expect(!wrong.errors.contains("sources["), "\(wrong.errors)")
    }

    @Test func whichSourceIsMeantHasToBeClear() throws {
        let site = try Site.initialized()
        let none = try site.run("ldap", "doctor")
        #expect(none.status == 3)
        #expect(none.errors.contains("no source of the kind ldap"))
        #expect(try site.run("ldap", "doctor", "--source", "nowhere").status == 3)
        #expect(try site.run("ldap", "doctor", "--source", "local").status == 4)
        #expect(try site.run("ldap", "doctor", "--password-file", "/nowhere").status == 2)
        #expect(try site.run("ldap", "doctor", "--login", "").status == 2)
    }

    @Test func aPasswordIsAskedForAtTheTerminalAndNotShown() throws {
        let place = try DirectorySite()
        let session = try TerminalSession(place.site, ["ldap", "doctor", "--login", "ann"])
        session.answer("Password of ann: ", "ann-secret\n")
        #expect(session.wait() == 0)
        let output = try place.site.text(of: "\(place.site.path)/terminal.out")
        #expect(output.hasSuffix("corp lets ann in\n"))
        #expect(!output.contains("ann-secret"))
    }
}
