import TestSupport
import Testing

/// `gatehouse login test` through the whole chain of sources.
@Suite struct LoginTestTests {
    private func test(_ place: DirectorySite, _ login: String, _ file: String, _ more: String...) throws -> CommandRun {
        try place.site.run(["login", "test", "--login", login, "--password-file", file] + more)
    }

    @Test func whoWouldBeSignedInIsExplainedAndNotSignedIn() throws {
        let place = try DirectorySite()
        let run = try test(place, "ann", try place.password(of: "ann"))
        #expect(run.status == 0, "\(run.errors)\(run.output)")
        #expect(run.output.hasPrefix("sign-in of ann\n"))
        #expect(run.output.contains("corp, which brings people along"))
        #expect(run.output.contains("corp lets ann in"))
        #expect(run.output.contains("would be made"))
        #expect(run.output.hasSuffix("ann would be signed in\n"))
        #expect(!run.output.contains("ann-secret"))
        #expect(try place.site.run("user", "show", "ann").status == 3)
        #expect(try place.site.run("session", "list", "--json").output == "[]\n")
        let object = try test(place, "ann", try place.password(of: "ann"), "--json").json()
        #expect(object["outcome"] as? String == "success")
        #expect((object["person"] as? [String: Any])?["change"] as? String == "created")
    }

    @Test func eachOutcomeHasItsStatus() throws {
        let place = try DirectorySite()
        let wrong = try place.wrongPassword(), twin = try place.password(of: "twin")
        let mine = try place.site.file("admin-password", Site.password)
        let ann = try place.password(of: "ann")
        #expect(try test(place, "admin", mine).status == 0, "the local source is gone through too")
        #expect(try test(place, "admin", wrong).status == 4)
        #expect(try test(place, "ann", wrong).status == 4)
        #expect(try test(place, "nobody-at-all", wrong).status == 3)
        #expect(try test(place, "twin", twin).status == 11)
        try place.slapd.kill()
        let down = try test(place, "ann", ann)
        #expect(down.status == 6)
        #expect(down.output.contains("corp gives no answer (unavailable)"))
        #expect(try test(place, "admin", mine).status == 0, "whoever has an account here is not kept out")
        #expect(try place.site.run("login", "test").status == 2)
    }

    @Test func aSourceWithWrongSettingsIsTold() throws {
        let place = try DirectorySite()
        try place.configure(["bind": ["dn": place.slapd.place.reader.dn, "passwordFile": try place.wrongPassword()]])
        #expect(try test(place, "ann", try place.password(of: "ann")).status == 12)
    }
}
