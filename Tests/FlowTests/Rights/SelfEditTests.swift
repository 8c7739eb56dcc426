import JSONText
import Testing

@Suite struct SelfEditTests {
    @Test func aMemberReadsItselfByIdAndLoginAndNobodyElse() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", madeBy: admin)
            #expect(try await house.get("users/\(anna.id)", anna).status == 200)
            #expect(try await house.get("users/login:ANNA", anna).status == 200)
            let existing = try await house.get("users/\(admin.id)", anna)
            let missing = try await house.get("users/00000000-0000-7000-8000-000000000000", anna)
            #expect(existing.status == 403)
            #expect(missing.status == 403, "whether somebody exists is not told")
        }
    }

    @Test func anAdminGivesItselfNothing() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", role: "admin", madeBy: admin)
            let before = try await house.get("users/\(anna.id)", anna).body
            for body: JSONValue in [
                ["roles": ["super-admin"]], ["roles": ["admin", "super-admin"]], ["roles": ["auditor"]],
                ["roles": ["Super-Admin"]], ["roles": ["owner"]], ["admin": true], ["groups": ["administrators"]],
                ["source": "other"], ["id": "00000000-0000-7000-8000-000000000000"], ["version": 99],
                ["requiredActions": []], ["password": "a quiet green harbour"],
                ["passwordHash": .string(Sample.bcrypt)],
                ["rights": ["server:manage"]], ["externalId": "x"], ["failedLogins": 0],
            ] {
                let answer = try await house.patch("users/\(anna.id)", anna, body)
                // 404: there is no such group to be put into.
                #expect([400, 403, 404].contains(answer.status), "\(body)")
                #expect(answer.isProblem)
            }
            #expect(try await house.get("users/\(anna.id)", anna).body == before)
        }
    }

    @Test func aRightThatWasTakenAwayIsGoneWithTheNextRequest() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", role: "admin", madeBy: admin)
            #expect(try await house.get("users", anna).status == 200)
            #expect(try await house.patch("users/\(anna.id)", admin, ["roles": ["member"]]).status == 200)
            #expect(try await house.get("users", anna).status == 403)
            #expect(try await house.post("users", anna, ["login": "otto"]).status == 403)
            #expect(try await house.get("me", anna)["serverPermissions"] == [])
        }
    }
}
