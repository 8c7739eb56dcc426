import JSONText
import Testing

/// A directory is down; the server starts, says so, and does everything else.
@Suite struct SourceOutageTests {
    @Test func pains03_theServerStartsWhileADirectoryIsDownAndNamesIt() async throws {
        let directory: JSONValue = [
            "id": "corp", "kind": "ldap", "policy": ["sync": ["everyMinutes": 1]],
            // The discard port, where nobody listens.
            "settings": ["url": "ldap://127.0.0.1:9", "base": "dc=corp,dc=example", "bind": "anonymous"],
        ]
        let settings = Settings(["sources": [["id": "local", "kind": "local"], directory]])
        try await withGatehouse(settings) { house, admin in
            _ = try await eventually("the failed run in the log") {
                house.log.contains("source.sync-failed") ? true : nil
            }
            let ready = try await house.get("/readyz")
            #expect(ready.status == 200 && ready["ready"] == true)
            #expect(ready["degraded"] == ["source corp"])
            #expect(try await house.metric("gatehouse_source_up", containing: #"source="corp""#) == 0)
            #expect(try await house.metric("gatehouse_sync_runs_total", containing: #"outcome="failed""#) == 1)
            #expect(try await house.get("users", admin).status == 200)
        }
    }
}
