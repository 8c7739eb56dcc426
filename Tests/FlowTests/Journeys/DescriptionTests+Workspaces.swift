import JSONText
import Testing

extension DescriptionTests {
    /// Every endpoint of workspaces and resources, answered well and badly.
    static func askAboutWorkspaces(
        _ ask: (_ method: String, _ path: String, _ body: JSONValue?) async throws -> Answer
    ) async throws {
        _ = try await ask("GET", "me/default-workspace", nil)
        let made = try await ask("POST", "workspaces", ["name": "room", "default": true])
        let room = "workspaces/\(try #require(made.string("id")))"
        _ = try await ask("POST", "workspaces", ["name": "ROOM"])
        _ = try await ask("POST", "workspaces", ["name": "a.b"])
        _ = try await ask("GET", "workspaces?limit=1", nil)
        _ = try await ask("GET", "workspaces?member=nobody", nil)
        _ = try await ask("GET", room, nil)
        _ = try await ask("GET", "workspaces/number:99", nil)
        _ = try await ask("PATCH", room, ["name": "hall"])
        _ = try await ask("GET", "me/default-workspace", nil)
        _ = try await ask("GET", "users/login:admin/default-workspace", nil)
        _ = try await ask("PUT", "me/default-workspace", ["workspace": "name:hall"])
        _ = try await ask("PUT", "users/login:admin/default-workspace", ["workspace": .null])
        _ = try await ask("PUT", "\(room)/members/login:anna", ["role": "owner"])
        _ = try await ask("PUT", "\(room)/members/login:anna", ["role": "king"])
        _ = try await ask("GET", "\(room)/members", nil)
        _ = try await ask("DELETE", "\(room)/members/login:anna", nil)
        _ = try await ask("DELETE", "\(room)/members/login:admin", nil)
        _ = try await ask("POST", "resources/model", ["id": "m-one", "workspace": "name:hall"])
        _ = try await ask("POST", "resources/users", ["id": "m-one"])
        _ = try await ask("GET", "resources/model?workspace=name:hall", nil)
        _ = try await ask("GET", "resources/model/m-one", nil)
        _ = try await ask("PATCH", "resources/model/m-one", ["name": "One", "owner": .null])
        _ = try await ask("POST", "resources/model/m-one/versions", ["id": "v0"])
        _ = try await ask("GET", "resources/model/m-one/versions", nil)
        _ = try await ask("DELETE", room, nil)
        _ = try await ask("DELETE", "resources/model/m-one", nil)
        _ = try await ask("DELETE", "resources/model/m-one", nil)
        _ = try await ask("DELETE", room, nil)
    }
}
