import JSONText
import Testing

@Suite struct GroupJourneyTests {
    @Test func aRoleOfAGroupAboveReachesItsMembersAtOnce() async throws {
        try await withGatehouse { house, admin in
            let ada = try await house.person("ada", madeBy: admin)
            #expect(try await house.get("users", ada).status == 403)
            let role = try await house.post(
                "roles", admin, ["name": "help-desk", "permissions": ["users:read", "groups:read"]])
            #expect(role.status == 201)
            #expect(role.field("Location") == "/api/v1/roles/help-desk")
            let ops = try await house.post("groups", admin, ["name": "Ops", "roles": ["help-desk"]])
            let opsID = try #require(ops.string("id"))
            #expect(ops.field("Location") == "/api/v1/groups/\(opsID)")
            let linux = try await house.post("groups", admin, ["name": "Linux", "parent": "path:ops"])
            #expect(linux.string("path") == "Ops/Linux")
            #expect(
                try await house.send(Request("PUT", "groups/path:ops%2Flinux/members/login:ada", token: admin.token))
                    .status == 204)

            #expect(try await house.get("users", ada).status == 200)
            let own = try await house.get("users/\(ada.id)/groups", ada)
            #expect(own["items"]?.arrayValue?.map { $0.objectValue?["membership"] } == ["inherited", "assigned"])
            let members = try await house.get("groups/\(opsID)/members?effective=true", admin)
            #expect(members["items"]?.arrayValue?.count == 1)
            let why = try await house.get("authorization/explanation?user=login:ada&permission=users:read", admin)
            #expect(why["allowed"] == true)
            let path = try #require(why["paths"]?.arrayValue?.first?.objectValue)
            #expect(path["role"] == "help-desk")
            let allowed = try await house.get("authorization/allows?permission=users:read", ada)
            #expect(allowed["allowed"] == true && allowed["grant"]?.objectValue == path)
            #expect(path["through"]?.arrayValue?.map { $0.objectValue?["name"] } == ["Linux", "Ops"])
            let who = try await house.get("authorization/holders?permission=users:read", admin)
            #expect(who["items"]?.arrayValue?.map { $0.objectValue?["login"] } == ["ada", "admin"])

            let moved = try await house.patch("groups/path:ops%2Flinux", admin, ["parent": .null])
            #expect(moved.string("path") == "Linux")
            #expect(try await house.get("users", ada).status == 403)
            let denied = try await house.get("authorization/allows?permission=users:read", ada)
            #expect(denied["allowed"] == false && denied["grant"] == .null)
        }
    }

    @Test func anEditNamesTheVersionThatItStartedFrom() async throws {
        try await withGatehouse { house, admin in
            for (path, body) in [("groups", ["name": "ops"] as JSONValue), ("roles", ["name": "desk"])] {
                let made = try await house.post(path, admin, body)
                let place = try #require(made.field("Location")?.dropFirst("/api/v1/".count))
                let tag = try #require(made.field("ETag"))
                #expect(try await house.patch(String(place), admin, ["about": "one"], ifMatch: tag).status == 200)
                let stale = try await house.patch(String(place), admin, ["about": "two"], ifMatch: tag)
                #expect(stale.status == 412)
                #expect(stale.problem == "version-moved")
            }
        }
    }

    @Test func whatCannotBeIsRefusedWithItsOwnProblem() async throws {
        try await withGatehouse { house, admin in
            let ops = try await house.post("groups", admin, ["name": "ops"])
            let id = try #require(ops.string("id"))
            _ = try await house.post("groups", admin, ["name": "linux", "parent": .string(id)])
            #expect(try await house.patch("groups/\(id)", admin, ["parent": "path:ops/linux"]).problem == "cycle")
            #expect(try await house.delete("groups/\(id)", admin).problem == "not-empty")
            #expect(try await house.post("groups", admin, ["name": "OPS"]).problem == "already-exists")
            #expect(try await house.post("roles", admin, ["name": "Admin"]).problem == "already-exists")
            #expect(try await house.delete("roles/reader", admin).problem == "built-in")
            #expect(try await house.post("groups", admin, ["name": "x", "grants": []]).problem == "invalid-input")
            #expect(try await house.patch("groups/\(id)", admin, ["parent": "ops/linux"]).problem == "cycle")
            #expect(try await house.get("authorization/allows", admin).problem == "invalid-input")
            #expect(try await house.get("authorization/allows?permission=x", admin).problem == "invalid-input")
            #expect(try await house.delete("groups/\(id)?subgroups=true", admin).status == 204)
        }
    }

    @Test func listsGoOnWhereTheirPageEnded() async throws {
        try await withGatehouse { house, admin in
            for name in ["c", "a", "b"] {
                #expect(try await house.post("groups", admin, ["name": .string(name)]).status == 201)
                #expect(try await house.post("roles", admin, ["name": .string("z\(name)")]).status == 201)
            }
            func names(_ path: String) async throws -> [String] {
                var names: [String] = [], cursor = ""
                while true {
                    let page = try await house.get("\(path)?limit=2\(cursor)", admin)
                    names += page["items"]?.arrayValue?.compactMap { $0.objectValue?["name"]?.stringValue } ?? []
                    guard let next = page.string("next") else { return names }
                    cursor = "&cursor=\(next)"
                }
            }
            #expect(try await names("groups") == ["a", "b", "c"])
            #expect(try await names("roles").suffix(4) == ["super-admin", "za", "zb", "zc"])
            let page = try await house.get("groups?limit=2", admin)
            let foreign = try await house.get("roles?cursor=\(page.string("next") ?? "")", admin)
            #expect(foreign.status == 400)
        }
    }
}
