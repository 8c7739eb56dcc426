import DialectKit
import Foundation
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct WireTests {
    /// Logins that were made through another API, and what a client that pastes them into an address would hit.
    @Test(arguments: [("a#b", "a%23b"), ("a?b", "a%3Fb"), ("a/b", "a%2Fb"), ("a%2Fb", "a%252Fb"), ("a\\b", "a%5Cb")])
    func aLoginThatWouldChangeTheAddressIsShownSoThatItMeansItself(_ login: String, _ wire: String) async throws {
        let api = try await DataikuHarness()
        try await api.house.user("a")
        try await api.house.user(login)
        let listed =
            try await api.ask(.get, "/admin/users/").json.arrayValue?
            .compactMap { $0.objectValue?["login"]?.stringValue } ?? []
        #expect(listed.contains(wire))
        #expect(try await api.settings(wire)["displayName"] == .string(login))
        #expect(try await api.ask(.get, "/auth/info", as: wire)["userLogin"] == .string(wire))
        #expect(try await api.ask(.delete, "/admin/users/\(wire)?allowSelfDeletion=False").status == 204)
        #expect(try await api.ask(.get, "/admin/users/a").status == 200)
        let gone = try await api.ask(.delete, "/admin/users/actions/bulk", [.string(wire), "a"])
        #expect(gone.json.arrayValue?.map { $0.objectValue?["status"] } == ["FAILURE", "SUCCESS"])
    }

    @Test(arguments: ["a#b", "a?b", "a/b", "a%b", "a\\b", "a\nb", ".", "..", ""])
    func aNameThatTheClientCannotAddressIsNotMade(_ name: String) async throws {
        let api = try await DataikuHarness()
        let user = try await api.ask(
            .post, "/admin/users/", ["login": .string(name), "password": "seven wet umbrellas"])
        #expect(user.status == 400 && user.errorType == "java.lang.IllegalArgumentException")
        #expect(try await api.ask(.post, "/admin/groups/", ["name": .string(name)]).status == 400)
    }

    @Test func aQuestionMarkInALoginReachesNobodyElse() async throws {
        let api = try await DataikuHarness()
        try await api.house.user("a")
        #expect(try await api.ask(.delete, "/admin/users/a?b&allowSelfDeletion=False").status == 400)
        #expect(try await api.ask(.get, "/admin/users/a?b").status == 400)
        #expect(try await api.ask(.delete, "/admin/users/?allowSelfDeletion=False").status >= 400)
        #expect(try await api.ask(.get, "/admin/users/a").status == 200)
    }

    @Test func theThreeWaysToGiveAKeyAndATicketOpenTheSame() async throws {
        let api = try await DataikuHarness()
        let made = try await api.ask(.post, "/personal-api-keys/", ["label": "", "description": ""])
        let key = try #require(made["key"]?.stringValue)
        let ticket = try #require(try await api.ask(.post, "/auth/ticket")["ticket"]?.stringValue)
        func basic(_ pair: String) -> String { "Basic \(Data(pair.utf8).base64EncodedString())" }
        for fields in [
            [("Authorization", basic("\(key):"))], [("Authorization", basic(":\(key)"))],
            [("Authorization", "Bearer \(key)")], [("Authorization", "Bearer \(ticket)")],
        ] {
            #expect(try await api.ask(.get, "/auth/info", fields: fields)["authIdentifier"] == "root")
        }
        for fields in [
            [("Authorization", basic(":"))], [("Authorization", basic("root:\(TestHouse.password)"))],
            [("Authorization", "Bearer \(key)"), ("X-DKU-APITicket", ticket)],
        ] {
            let refused = try await api.ask(.get, "/auth/info", fields: fields)
            #expect(refused.status == 401 && refused.errorType != nil)
        }
    }

    @Test func everyAnswerToARefusalIsAnObjectWithAType() async throws {
        let api = try await DataikuHarness()
        try await api.house.user("bob")
        let token = try await api.token("bob")
        let refusals: [(HTTPMethod, String, JSONValue?, Int, String)] = [
            (.get, "/admin/users/", nil, 403, "com.dataiku.dip.exceptions.UnauthorizedException"),
            (.get, "/admin/users/root", nil, 403, "com.dataiku.dip.exceptions.UnauthorizedException"),
            (.get, "/users/nobody", nil, 404, "com.dataiku.dip.server.controllers.NotFoundException"),
            (.get, "/personal-api-keys/none", nil, 404, "com.dataiku.dip.server.controllers.NotFoundException"),
            (.put, "/current-user", [], 400, "java.lang.IllegalArgumentException"),
            (
                .put, "/admin/users/actions/bulk", [["login": "bob"]], 403,
                "com.dataiku.dip.exceptions.UnauthorizedException"
            ),
            (.delete, "/admin/users/actions/bulk", ["bob"], 403, "com.dataiku.dip.exceptions.UnauthorizedException"),
        ]
        for (method, path, body, status, type) in refusals {
            let answer = try await api.ask(method, path, body, token: token)
            #expect(answer.status == status && answer.errorType == type, "\(method) \(path): \(answer.text)")
            #expect(answer["message"]?.stringValue != nil && answer["detailedMessage"]?.stringValue != nil)
        }
    }
}
