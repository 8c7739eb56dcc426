import Foundation
import JSONText
import TestSupport
import Testing

/// What python-keycloak asks of the Admin API, in Tests/Clients/keycloak_admin.py.
@Suite struct KeycloakAdminTests {
    private static let tree = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// New clients expect the root, older ones and Wallaroo's a prefix.
    @Test(arguments: ["", "auth/"]) func pythonKeycloakIsAnsweredAsByKeycloak(_ prefix: String) async throws {
        let policy: JSONObject = ["createsOnFirstLogin": true]
        try await DirectoryHouse.with(policy: policy) { house, admin, slapd in
            let reader = slapd.place.reader
            let run = try await ChildProcess.run(
                [
                    "\(Self.tree)/.build-venv/bin/python", "\(Self.tree)/Tests/Clients/keycloak_admin.py",
                    "http://127.0.0.1:\(house.port)/\(prefix)", admin.token, slapd.place.url, reader.dn,
                    reader.password,
                ], in: house.folder)
            #expect(run.ending == .exit(0), "\(run.text)")
            #expect(run.text.contains("ok: "), "\(run.text)")
        }
    }
}
