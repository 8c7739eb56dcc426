import DialectKit
import HTTPCore
import IdentityCore
import Testing

/// What proxies write is looked for only where it may count.
@Suite struct AssertionClaimTests {
    private static let names: Set<String> = ["x-remote-user", "x-remote-groups"]

    private func request(_ fields: [(String, String)], _ method: HTTPMethod = .get) -> HTTPRequest {
        HTTPRequest(method, "/api/v1/me", fields: HTTPFields(fields), peer: "10.0.0.5")
    }

    private func fields(_ claim: CallerClaim) -> [String: [String]]? {
        guard case .assertion(let assertion) = claim else { return nil }
        return assertion.fields.mapValues { $0.map { $0.reveal { $0 } } }
    }

    @Test func everyValueIsHandedOnUnderTheNameThatItHas() {
        let claim = request([
            ("X-Remote-User", "ada"), ("X_Remote_User", "root"), ("x-remote-groups", "a"), ("X-Remote-Groups", "b"),
            ("X-Other", "c"),
        ]).assertionClaim(Self.names)
        #expect(fields(claim) == ["x-remote-user": ["ada"], "x_remote_user": ["root"], "x-remote-groups": ["a", "b"]])
        if case .assertion(let assertion) = claim { #expect(assertion.peer == "10.0.0.5") }
    }

    @Test func aRequestWithoutTheFieldsClaimsNothing() {
        guard case .nothing = request([("X-Other", "c")]).assertionClaim(Self.names) else {
            Issue.record("claimed something")
            return
        }
    }

    @Test func h02_aChangeThatAnotherSiteCausedIsUnreadable() {
        for field in [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")] {
            let fields = [("X-Remote-User", "ada"), ("Host", "id.example.org"), field]
            for method in [HTTPMethod.post, .put, .patch, .delete, .other("LINK")] {
                guard case .unreadable = request(fields, method).assertionClaim(Self.names) else {
                    Issue.record("\(method) with \(field) was taken")
                    continue
                }
            }
            #expect(self.fields(request(fields).assertionClaim(Self.names)) != nil)
        }
    }
}
