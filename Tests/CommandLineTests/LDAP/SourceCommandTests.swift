import TestSupport
import Testing

/// `gatehouse source …` over a real OpenLDAP.
@Suite struct SourceCommandTests {
    @Test func sourcesAreListedAndShownWithoutASecret() throws {
        let place = try DirectorySite()
        let list = try place.site.run("source", "list", "--json").list()
        #expect(list.compactMap { $0["id"] as? String } == ["local", "corp"])
        let run = try place.site.run("source", "show", "corp")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.split(separator: "\n").contains { $0.hasPrefix("who leaves:") && $0.hasSuffix(" disable") })
        #expect(!run.output.contains("reader"))
        #expect(try place.site.run("source", "show", "nowhere").status == 3)
    }

    @Test func aSyncReportsWhatItDidAndWhoCouldNotBeFollowed() throws {
        let place = try DirectorySite()
        let rehearsal = try place.site.run("source", "sync", "corp", "--dry-run", "--login", "ann", "--json")
        #expect(rehearsal.status == 0, "\(rehearsal.errors)")
        #expect(try rehearsal.json()["dryRun"] as? Bool == true)
        #expect(try place.site.run("user", "show", "ann").status == 3)
        try place.site.user("bob")
        let run = try place.site.run("source", "sync", "corp", "--login", "ann", "--login", "bob", "--login", "nobody")
        #expect(run.status == 9)
        #expect(run.output.contains("\ncreated: ann\n"))
        #expect(run.output.contains("conflict: bob: The login belongs to an account that is not this person's"))
        #expect(run.output.contains("unknown: nobody"))
        #expect(run.errors == "gatehouse: people who could not be followed: 2\n")
        let again = try place.site.run("source", "sync", "corp", "--login", "ann", "--json").json()
        #expect((again["counts"] as? [String: Int])?["unchanged"] == 1)
        #expect(try place.site.run("source", "sync", "local").status == 4)
        #expect(try place.site.run("source", "sync", "nowhere").status == 3)
    }

    @Test func aRunThatWouldTakeTooManyIsStoppedUntilItIsConfirmed() throws {
        let place = try DirectorySite()
        #expect([0, 9].contains(try place.site.run("source", "sync", "corp").status))
        try place.configure(["people": ["base": "ou=north,ou=people,dc=example,dc=org"]])
        let stopped = try place.site.run("source", "sync", "corp", "--json")
        #expect(stopped.status == 13, "\(stopped.output)")
        #expect(try stopped.json()["outcome"] as? String == "stopped")
        #expect(try stopped.failure().code == "stopped")
        #expect(try place.site.run("user", "show", "ann", "--json").json()["enabled"] as? Bool == true)
        let confirmed = try place.site.run("source", "sync", "corp", "--confirm-removals", "--json")
        #expect(try confirmed.json()["outcome"] as? String == "done", "\(confirmed.output)")
        #expect(try place.site.run("user", "show", "ann", "--json").json()["enabled"] as? Bool == false)
    }

    @Test func aDirectoryThatIsDownChangesNothing() throws {
        let place = try DirectorySite()
        try place.slapd.kill()
        let run = try place.site.run("source", "sync", "corp", "--json")
        #expect(run.status == 6)
        #expect(try run.json()["outcome"] as? String == "failed")
    }

    @Test func aCheckTriesASignInAtASourceOfAnyKind() throws {
        let place = try DirectorySite()
        let words = ["source", "check", "corp", "--login", "dave", "--json"]
        let right = try place.site.run(words + ["--password-file", try place.password(of: "dave")])
        #expect(right.status == 0, "\(right.errors)")
        #expect(try right.json()["verdict"] as? String == "verified")
        let wrong = try place.site.run(words + ["--password-file", try place.wrongPassword()])
        #expect(wrong.status == 4)
        #expect(try wrong.json()["refusal"] as? String == "wrong-password")
        #expect(try place.site.run(words).json()["verdict"] as? String == "usable")
        #expect(try place.site.run("source", "check", "corp", "--password-file", "x").status == 2)
        #expect(try place.site.run(words + ["--token-file", "x"]).status == 2)
    }
}
