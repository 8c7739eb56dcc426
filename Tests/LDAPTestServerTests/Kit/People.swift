import Foundation
import LDAPTestServer

/// A small company that most tests use.
enum People {
    static let ann = "uid=ann,ou=people,dc=example,dc=org"
    static let bob = "uid=bob,ou=people,dc=example,dc=org"
    static let staff = "cn=staff,ou=groups,dc=example,dc=org"
    static let base = "dc=example,dc=org"
    static let password = "quince-37"

    static let json = """
        {
          base: "dc=example,dc=org",
          users: [
            { uid: "ann", cn: "Ann  Example", mail: ["ann@example.org", "a@example.org"], password: "quince-37",
              uidNumber: 1000, telephoneNumber: "+1 234-567", title: "Dr" },
            // {SSHA} of "medlar-38"
            { uid: "bob", cn: "Zoë (O'Brien)*, Jr.", sn: "O'Brien", uidNumber: 20, userAccountControl: 514,
              password: "{SSHA}R5/U/KiJPRMRTAMMzVQSosW6fkxzYWx0" },
            { uid: "eve", "cn;lang-de": "Eva", manager: "uid=ann,ou=people,dc=example,dc=org" },
          ],
          groups: [
            { cn: "staff", members: ["ann", "ops"] },
            { cn: "ops", members: ["bob", "night"] },
            { cn: "night", members: ["eve", "ops"] },
          ],
        }
        """

    static func server(
        _ faults: [String] = [], fixture: String = json, _ change: (inout LDAPTestServer.Options) -> Void = { _ in }
    ) throws -> LDAPTestServer {
        var options = LDAPTestServer.Options()
        change(&options)
        return try LDAPTestServer.start(
            fixture: LDAPTestServer.Fixture(Array(fixture.utf8)),
            faults: try faults.map { try LDAPTestServer.Fault($0) },
            options: options)
    }

    /// A file with the authority of a server, gone with the object.
    final class Authority {
        let file = NSTemporaryDirectory() + "gatehouse-ldap-ca-\(UUID().uuidString).pem"

        init(of server: LDAPTestServer) throws {
            try Data(server.authorityPEM.utf8).write(to: URL(fileURLWithPath: file))
        }

        deinit { try? FileManager.default.removeItem(atPath: file) }
    }
}
