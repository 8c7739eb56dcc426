import JSONText
import Testing

/// Others work on the same database file.
@Suite struct SharedFileTests {
    @Test func twoServersOnOneFolderSeeEachOthersChangesAtOnce() async throws {
        try await withGatehouse { house, admin in
            let other = try await Gatehouse.start(in: house.folder, nil)
            let anna = try await house.person("anna", madeBy: admin)
            for server in [house, other] { #expect(try await server.get("me", anna).status == 200) }
            #expect(try await other.patch("users/\(anna.id)", admin, ["roles": ["auditor"]]).status == 200)
            for server in [house, other] { #expect(try await server.get("users", anna).status == 200) }
            #expect(try await house.delete("sessions/current", anna).status == 204)
            for server in [house, other] { #expect(try await server.get("me", anna).status == 401) }
            #expect(try await other.delete("users/\(anna.id)", admin).status == 204)
            for server in [house, other] { #expect(try await server.get("users/\(anna.id)", admin).status == 404) }
            try await other.stop()
        }
    }

    @Test func aSessionWhoseTimeIsOverOpensNothingAndIsSweptAway() async throws {
        let folder = try TemporaryFolder()
        let house = try await Gatehouse.start(in: folder)
        let first = try #require(house.firstAdministrator)
        let admin = try await house.signedIn(first.login, first.password)
        let kept = try await house.signedIn(first.login, first.password)
        #expect(try await house.get("me", admin).status == 200)
        let id = try #require(try await house.get("me", admin).string("session.id"))
        try house.change(
            "UPDATE sessions SET expires_at = created_at WHERE lower(hex(id)) = ?", id.replacing("-", with: ""))
        #expect(try await house.get("me", admin).status == 401)
        #expect(try await house.get("me", kept).status == 200)
        try await house.stop()

        let again = try await Gatehouse.start(in: folder, nil)
        _ = try await eventually("the sweep") {
            try again.rows("SELECT count(*) FROM sessions") == ["1"] ? true : nil
        }
        #expect(try await again.get("me", kept).status == 200)
        try await again.stop()
    }

    @Test func sessionsAreListedPageByPageNewestFirst() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", madeBy: admin)
            for _ in 0..<4 { _ = try await house.signedIn("anna", Sample.password) }
            var ids: [String] = [], times: [String] = [], next: String? = ""
            while let cursor = next {
                let more = cursor.isEmpty ? "" : "&cursor=\(escaped(cursor))"
                let page = try await house.get("sessions?limit=2\(more)", anna)
                for item in page["items"]?.arrayValue ?? [] {
                    #expect(item.objectValue?["userId"]?.stringValue == anna.id, "nobody else's")
                    ids += [item.objectValue?["id"]?.stringValue].compactMap(\.self)
                    times += [item.objectValue?["createdAt"]?.stringValue].compactMap(\.self)
                }
                next = page.string("next")
            }
            #expect(Set(ids).count == 5)
            #expect(times == times.sorted().reversed())
        }
    }
}
