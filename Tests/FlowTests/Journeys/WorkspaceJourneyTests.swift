import JSONText
import Testing

@Suite struct WorkspaceJourneyTests {
    private static func names(_ answer: Answer, _ key: String = "name") -> [String] {
        (answer["items"]?.arrayValue ?? []).compactMap { $0.objectValue?[key]?.stringValue }
    }

    @Test func twoPeopleShareAWorkspaceAndAModelInIt() async throws {
        try await withGatehouse { house, admin in
            let ada = try await house.person("ada", madeBy: admin),
                grace = try await house.person("grace", madeBy: admin)
            let made = try await house.post("workspaces", ada, ["name": "Fraud-Models"])
            #expect(made.status == 201, "\(made.text)")
            let id = try #require(made.string("id"))
            #expect(made.field("Location") == "/api/v1/workspaces/\(id)")
            #expect(made["number"]?.integerValue == 1)
            #expect(made.string("createdBy") == ada.id)
            let taken = try await house.post("workspaces", grace, ["name": "fraud-MODELS"])
            #expect(taken.status == 409 && taken.problem == "already-exists")

            for path in ["workspaces/\(id)", "workspaces/number:1", "workspaces/name:fraud-models"] {
                #expect(try await house.get(path, ada).string("id") == id)
                #expect(try await house.get(path, grace).status == 404)
            }
            #expect(try await house.get("workspaces/number:01", ada).status == 404)

            let joined = try await house.put("workspaces/\(id)/members/login:grace", ada, [:])
            #expect(joined.status == 200 && joined.string("role") == "collaborator")
            let members = try await house.get("workspaces/\(id)/members", grace)
            #expect(Set(Self.names(members, "login")) == ["ada", "grace"])
            let refused = try await house.patch("workspaces/\(id)", grace, ["name": "mine"])
            #expect(refused.status == 403 && refused.problem == "missing-right")

            let model = try await house.post("resources/model", grace, ["id": "m/one", "workspace": .string(id)])
            #expect(model.status == 201, "\(model.text)")
            #expect(model.field("Location") == "/api/v1/resources/model/number:1")
            #expect(try await house.get("resources/model/m%2Fone", ada).string("owner") == grace.id)
            let version = try await house.post("resources/model/number:1/versions", ada, ["id": "v0"])
            #expect(version.status == 201 && version["number"]?.integerValue == 1)
            let again = try await house.post("resources/model/number:1/versions", ada, ["id": "v0"])
            #expect(again.status == 409)
            let listed = try await house.get("resources/model?workspace=\(id)", ada)
            #expect(Self.names(listed, "id") == ["m/one"])

            let held = try await house.delete("workspaces/\(id)", ada)
            #expect(held.status == 409 && held.problem == "not-empty")
            #expect(try await house.delete("workspaces/\(id)/members/\(grace.id)", ada).status == 204)
            #expect(try await house.get("workspaces/\(id)", grace).status == 404)
            let last = try await house.delete("workspaces/\(id)/members/\(ada.id)", ada)
            #expect(last.status == 409 && last.problem == "last-owner")
            #expect(try await house.delete("resources/model/number:1", ada).status == 204)
            #expect(try await house.delete("workspaces/\(id)", ada).status == 204)
            let next = try await house.post("workspaces", ada, ["name": "fraud-models"])
            #expect(next["number"]?.integerValue == 2)
        }
    }

    @Test func aStaleTagAnArchiveAndADefaultWorkspaceAreAnsweredClearly() async throws {
        try await withGatehouse { house, admin in
            let ada = try await house.person("ada", madeBy: admin)
            let made = try await house.post(
                "workspaces", ada, ["name": "ada@example.org - Default Workspace", "default": true])
            let id = try #require(made.string("id")), tag = try #require(made.field("ETag"))
            #expect(try await house.get("me/default-workspace", ada).string("id") == id)
            #expect(try await house.get("users/\(ada.id)/default-workspace", admin).string("id") == id)
            let archived = try await house.patch("workspaces/\(id)", ada, ["archived": true], ifMatch: tag)
            #expect(archived.status == 200 && archived["archived"] == true)
            #expect(try await house.patch("workspaces/\(id)", ada, ["archived": false], ifMatch: tag).status == 412)
            #expect(Self.names(try await house.get("workspaces?archived=false", ada)).isEmpty)
            #expect(Self.names(try await house.get("workspaces", ada)).count == 1)
            let full = try await house.post("resources/model", ada, ["id": "m", "workspace": .string(id)])
            #expect(full.status == 409 && full.problem == "archived")
            #expect(try await house.put("me/default-workspace", ada, ["workspace": .null]).status == 204)
            #expect(try await house.get("me/default-workspace", ada).status == 404)
            let unknown = try await house.post("workspaces", ada, ["name": "x", "archived": true])
            #expect(unknown.status == 400)
        }
    }

    @Test func fiftyCreationsAtOnceGetFiftyNumbers() async throws {
        try await withGatehouse { house, admin in
            let ada = try await house.person("ada", madeBy: admin)
            let answers = try await house.send(
                all: (1...50).map {
                    Request("POST", "workspaces", token: ada.token, json: ["name": .string("room-\($0)")])
                })
            #expect(Set(answers.map(\.status)) == [201])
            #expect(Set(answers.compactMap { $0["number"]?.integerValue }) == Set(1...50))
            var seen: [String] = [], cursor: String? = ""
            while let here = cursor {
                let more = here.isEmpty ? "" : "&cursor=\(escaped(here))"
                let page = try await house.get("workspaces?limit=20\(more)", ada)
                seen += Self.names(page)
                cursor = page.string("next")
            }
            #expect(seen.count == 50 && Set(seen).count == 50)
            #expect(try await house.get("workspaces?cursor=forged", ada).status == 400)
        }
    }
}
