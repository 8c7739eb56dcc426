import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct WireTests {
    private static let password = TestHouse.password

    @Test func aTokenIsGivenForAPassword() async throws {
        let api = try await MLTEHarness()
        let answer = await api.form("grant_type=password&username=root&password=\(Self.password)&scope=&client_id=")
        #expect(answer.status == 200)
        #expect(answer["token_type"] == "bearer")
        #expect(answer["expires_in"] == 3_600)
        #expect(answer.body.objectValue?.count == 3)
        let token = try #require(answer["access_token"]?.stringValue)
        let me = await api.ask(.get, "/user/me", fields: [("Authorization", "bearer \(token)")])
        #expect(me.status == 200)
    }

    @Test(arguments: [
        ("grant_type=password&username=root&password=wrong", "invalid_grant", "Incorrect username or password."),
        ("grant_type=password&username=nobody&password=wrong", "invalid_grant", "Incorrect username or password."),
        (
            "grant_type=password&username=off&password=\(TestHouse.password)", "invalid_grant",
            "Incorrect username or password."
        ),
        ("username=root&password=\(TestHouse.password)", "unsupported_grant_type", "Grant type None is not supported."),
    ])
    func aTokenIsRefusedInTheShapeOfOAuth(_ form: String, _ error: String, _ description: String) async throws {
        let api = try await MLTEHarness()
        try await api.house.user("off")
        var edit = EditUser()
        edit.isEnabled = false
        _ = try await api.house.users.edit(.login("off"), edit, as: TestHouse.operator)
        let refused = await api.form(form)
        #expect(refused.status == 400)
        #expect(refused.text == #"{"error":"\#(error)","error_description":"\#(description)"}"#)
        #expect(refused.fields["Content-Type"] == "application/json;charset=UTF-8")
    }

    @Test(arguments: [
        ("grant_type=x&username=a&password=b", ["string_pattern_mismatch body.grant_type"]),
        ("grant_type=password", ["missing body.username", "missing body.password"]),
        ("grant_type=password&username=&password=b", ["missing body.username"]),
        ("", ["missing body.username", "missing body.password"]),
    ])
    func aFormThatLacksSomethingIsRefused(_ form: String, _ items: [String]) async throws {
        let api = try await MLTEHarness()
        let refused = await api.form(form)
        #expect(refused.status == 422)
        #expect(refused.items == items)
    }

    @Test func aTokenIsNotAskedForInJSON() async throws {
        let api = try await MLTEHarness()
        let refused = await api.ask(.post, "/token", #"{"username":"root","password":"x"}"#)
        #expect(refused.status == 422)
        #expect(refused.items == ["missing body.username", "missing body.password"])
    }

    @Test func tooManyWrongPasswordsAreSlowedDown() async throws {
        let api = try await MLTEHarness(limits: SignInLimits(failuresPerAccountAndAddress: 2))
        for _ in 0..<2 { _ = await api.form("grant_type=password&username=root&password=wrong") }
        let refused = await api.form("grant_type=password&username=root&password=\(Self.password)")
        #expect(refused.status == 429)
        #expect(refused["error"] == "temporarily_unavailable")
        #expect(refused.fields["Retry-After"] != nil)
    }

    @Test func anEndedTokenIsUnauthorized() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        _ = await api.person("ann", madeBy: root)
        let ann = await api.token("ann")
        _ = await api.ask(.put, "/user", #"{"username":"ann","disabled":true}"#, token: root)
        for token in [ann, "nothing", "ghs_x"] {
            let refused = await api.ask(.get, "/user/me", token: token)
            #expect(refused.status == 401)
            #expect(refused.detail == "Unauthorized")
            #expect(refused.fields["WWW-Authenticate"]?.hasPrefix(#"Bearer error="invalid_token""#) == true)
        }
        let basic = await api.ask(.get, "/user/me", fields: [("Authorization", "Basic YTpi")])
        #expect(basic.detail == "Not authenticated")
    }

    @Test(arguments: [
        (#"{"username":"x"}"#, ["missing body.password"]),
        ("{}", ["missing body.username", "missing body.password"]),
        (#"{"username":"x","password":"y","role":"king"}"#, ["enum body.role"]),
        (#"{"username":7,"password":"y"}"#, ["string_type body.username"]),
        (#"{"username":"x","password":"y","disabled":"perhaps"}"#, ["bool_parsing body.disabled"]),
        (#"{"username":"x","password":"y","groups":{}}"#, ["list_type body.groups"]),
        (
            #"{"username":"x","password":"y","groups":[1,{}]}"#,
            ["model_attributes_type body.groups.0", "missing body.groups.1.name"]
        ),
        ("[]", ["model_attributes_type body"]), ("7", ["model_attributes_type body"]),
        ("{\"a\" 1}", ["json_invalid body.5"]), ("{nope", ["json_invalid body.1"]), ("", ["missing body"]),
        (#"{"username":"x","password":"short"}"#, ["value_error body.password"]),
        (#"{"username":"a/b","password":"\#(TestHouse.password)"}"#, ["value_error body.username"]),
        (#"{"username":"x","password":"\#(TestHouse.password)","email":"none"}"#, ["value_error body.email"]),
    ])
    func aBodyThatIsNoUserIsRefused(_ body: String, _ items: [String]) async throws {
        let api = try await MLTEHarness()
        let refused = await api.ask(.post, "/user", body, token: await api.token("root"))
        #expect(refused.status == 422)
        #expect(refused.items == items, "\(refused.text)")
    }

    @Test func aRefusalRepeatsNoPassword() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        for body in [#"{"password":"hidden-one-here-1"}"#, #"{"username":"x","password":["hidden-one-here-1"]}"#] {
            for method in [HTTPMethod.post, .put] {
                let refused = await api.ask(method, "/user", body, token: root)
                #expect(!refused.text.contains("hidden-one"), "\(refused.text)")
            }
        }
        let exact = await api.ask(.post, "/user", #"{"username":"x"}"#, token: root)
        #expect(
            exact.text == #"{"detail":[{"type":"missing","loc":["body","password"],"msg":"Field required","#
                + #""input":{"username":"x"}}]}"#)
        let king = await api.ask(.post, "/user", #"{"username":"x","password":"y","role":"king"}"#, token: root)
        #expect(
            king.text
                == #"{"detail":[{"type":"enum","loc":["body","role"],"msg":"Input should be 'admin' or 'regular'","#
                + #""input":"king","ctx":{"expected":"'admin' or 'regular'"}}]}"#)
    }

    @Test func aReplacementReportsBothOfItsForms() async throws {
        let api = try await MLTEHarness()
        let refused = await api.ask(.put, "/user", #"{"username":"root","role":"x"}"#, token: await api.token("root"))
        #expect(refused.status == 422)
        #expect(
            refused.items == [
                "enum body.UserWithPassword.role", "missing body.UserWithPassword.password", "enum body.BasicUser.role",
            ])
    }

    @Test func brokenJSONIsRefusedBeforeAnybodyIsAskedWhoTheyAre() async throws {
        let api = try await MLTEHarness()
        #expect(await api.ask(.post, "/user", "{").status == 422)
        #expect(await api.ask(.post, "/user", "{}").status == 401)
        let root = await api.token("root")
        let plain = await api.ask(.post, "/user", #"{"username":"x"}"#, token: root, type: "text/plain")
        #expect(plain.items == ["model_attributes_type body"])
        let none = await api.ask(.post, "/user", #"{"username":"x"}"#, token: root, type: nil)
        #expect(none.items == ["model_attributes_type body"])
    }

    @Test func pathsAnswerAsTheyDoThere() async throws {
        let api = try await MLTEHarness()
        #expect(await api.ask(.get, "/healthz").text == #"{"status":"healthy"}"#)
        let unknown = await api.ask(.get, "/nothing")
        #expect(unknown.status == 404)
        #expect(unknown.text == #"{"detail":"Not Found"}"#)
        let slash = await api.ask(.get, "/user/?x=1")
        #expect(slash.status == 307)
        #expect(slash.fields["Location"] == "/mlte/api/user?x=1")
        let wrong = await api.ask(.patch, "/user")
        #expect(wrong.status == 405)
        #expect(wrong.text == #"{"detail":"Method Not Allowed"}"#)
        #expect(wrong.fields["Allow"]?.contains("POST") == true)
    }

    @Test func namesOfAnyLettersWork() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let body = #"{"username":"zoë @.+%-x","password":"\#(Self.password)"}"#
        #expect(await api.ask(.post, "/user", body, token: root).status == 200)
        let read = await api.ask(.get, "/user/zo%C3%AB%20%40.%2B%25-x", token: root)
        #expect(read["username"] == "zoë @.+%-x")
        #expect(read.groups.contains("read-user-zoë @.+%___x"))
    }
}
