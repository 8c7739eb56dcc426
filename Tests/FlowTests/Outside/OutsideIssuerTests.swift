import Foundation
import JSONText
import TestSupport
import Testing

/// A foreign issuer's tokens, through the real engine.
@Suite struct OutsideIssuerTests {
    private let issuer: TokenIssuer

    init() throws {
        issuer = try TokenIssuer()
        try issuer.publish(["rsa1"])
    }

    private func settings(_ withIssuer: Bool = true, audience: String = "gatehouse") -> Settings {
        let partners: JSONValue = [
            "id": "partners", "kind": "token", "policy": ["createsOnFirstLogin": true],
            "settings": ["issuer": .string(issuer.address), "audience": .string(audience)],
        ]
        let local: JSONValue = ["id": "local", "kind": "local"]
        return Settings(["sources": withIssuer ? [local, partners] : [local]])
    }

    private func token(_ change: [String: Any] = [:], key: String = "rsa1") throws -> String {
        let claims: [String: Any] = [
            "iss": issuer.address, "aud": "gatehouse", "sub": "f3a1", "preferred_username": "ada",
            "exp": Int(Date().timeIntervalSince1970) + 300, "realm_access": ["roles": ["auditors-there"]],
        ]
        return try issuer.mint(claims.merging(change) { $1 }, key: key)
    }

    private func me(_ token: String, in house: Gatehouse) async throws -> Answer {
        try await house.send(Request("GET", "me", token: token))
    }

    @Test func aTokenOpensTheAccountWithItsMappedGroups() async throws {
        try await withGatehouse(settings()) { house, admin in
            try await house.mappedGroup("auditors", to: "auditors-there", roles: ["auditor"], madeBy: admin)
            let token = try token()
            let answer = try await me(token, in: house)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.string("user.source") == "partners")
            #expect(try await house.send(Request("GET", "audit", token: token)).status == 200)
            #expect(try await house.groups(of: "ada", admin) == ["auditors"])
            let other = try self.token(["sub": "other", "preferred_username": "bob", "realm_access": [:]])
            #expect(try await house.send(Request("GET", "audit", token: other)).status == 403)
        }
    }

    @Test func t07_theTokensOfAnIssuerThatWasTakenOutStopAtOnce() async throws {
        let folder = try TemporaryFolder()
        let token = try token()
        var house = try await Gatehouse.start(in: folder, settings())
        #expect(try await me(token, in: house).status == 200)
        try await house.stop()
        house = try await Gatehouse.start(in: folder, settings(false))
        #expect(try await me(token, in: house).status == 401)
        try await house.stop()
    }

    @Test func h05_aTokenThatIsNotGoodIsRefusedAndNeverNobody() async throws {
        try await withGatehouse(settings()) { house, _ in
            let good = try token()
            #expect(try await me(good, in: house).status == 200)
            let parts = good.split(separator: ".")
            for bad in [
                try token(["aud": "another"]), try token(["exp": 1]), try token(key: "rsa2"),
                "\(parts[0]).\(parts[1]).",
                "\(parts[0]).\(parts[1])", good + "x", "..", "a.b.c",
            ] { #expect(try await me(bad, in: house).status == 401, "\(bad.suffix(20))") }
            // Where nobody has to be signed in, too.
            #expect(!house.log.contains(good))
            #expect(!house.log.contains(String(parts[2])))
        }
    }

    @Test func anIssuerThatIsDownIsAnOutageThatIsLogged() async throws {
        try await withGatehouse(settings()) { house, admin in
            let token = try token()
            issuer.stop()
            #expect(try await me(token, in: house).status == 503)
            #expect(try await house.get("/readyz")["degraded"] == ["source partners"])
            #expect(house.log.contains("source.failing"))
            #expect(try await house.get("users", admin).status == 200)
        }
    }

    @Test func aKnownTokenAsksTheIssuerForNothing() async throws {
        try await withGatehouse(settings()) { house, admin in
            let token = try token()
            for _ in 0..<20 { #expect(try await me(token, in: house).status == 200) }
            _ = try await house.person("grace", madeBy: admin)
            #expect(try await me(token, in: house).status == 200)
            #expect(try issuer.count() == 1)
        }
    }
}
