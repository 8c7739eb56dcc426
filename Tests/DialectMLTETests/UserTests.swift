import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct UserTests {
    private static let password = TestHouse.password

    @Test func aNewRegularUserHasTheGroupsOfTheContract() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let made = await api.ask(
            .post, "/user", #"{"username":"alice","password":"\#(Self.password)"}"#, token: root)
        #expect(made.status == 200)
        #expect(
            made.text == #"{"username":"alice","email":null,"full_name":null,"disabled":false,"role":"regular","#
                + #""groups":[{"name":"create-model","permissions":[{"resource_type":"model","resource_id":null,"#
                + #""method":"post"}]},{"name":"read-custom_list","permissions":[{"resource_type":"custom_list","#
                + #""resource_id":null,"method":"get"}]},{"name":"create-custom_list","permissions":["#
                + #"{"resource_type":"custom_list","resource_id":null,"method":"post"}]},{"name":"edit-custom_list","#
                + #""permissions":[{"resource_type":"custom_list","resource_id":null,"method":"put"},"#
                + #"{"resource_type":"custom_list","resource_id":null,"method":"delete"}]},{"name":"read-user-alice","#
                + #""permissions":[{"resource_type":"user","resource_id":"alice","method":"get"}]},"#
                + #"{"name":"edit-user-alice","permissions":[{"resource_type":"user","resource_id":"alice","#
                + #""method":"put"},{"resource_type":"user","resource_id":"alice","method":"delete"},"#
                + #"{"resource_type":"user","resource_id":"alice","method":"post"}]}],"hashed_password":"********"}"#)
        #expect(await api.ask(.get, "/user/alice", token: root).text == made.text)
        #expect(await api.ask(.get, "/users/details", token: root).body.arrayValue?.last == made.body)
        #expect(await api.ask(.get, "/user", token: root).names == ["root", "alice"])
    }

    @Test func theOwnUserIsABasicUserWithoutAHash() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let me = await api.ask(.get, "/user/me", token: root)
        #expect(
            me.text == #"{"username":"root","email":null,"full_name":null,"disabled":false,"role":"admin","groups":[]}"#
        )
    }

    @Test func anAdminHasNoGroupsAndMayDoEverything() async throws {
        let api = try await MLTEHarness()
        let boss = await api.person("boss", #","role":"admin""#, madeBy: await api.token("root"))
        let read = await api.ask(.get, "/user/boss", token: boss)
        #expect(read["role"] == "admin")
        #expect(read.groups.isEmpty)
        #expect(await api.ask(.get, "/group", token: boss).names?.count == 15)
        #expect(try await api.house.users.read(.login("boss"), as: TestHouse.operator).roles == [.member, .orgAdmin])
        #expect(await api.ask(.delete, "/user/boss", token: await api.token("root")).status == 200)
    }

    @Test func aReplacementClearsWhatItLeavesOut() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let more = #","email":"ann@example.org","full_name":"Ann A","role":"admin""#
        _ = await api.person("ann", more, madeBy: root)
        #expect(await api.ask(.get, "/user/ann", token: root)["full_name"] == "Ann A")
        let bare = await api.ask(.put, "/user", #"{"username":"ann"}"#, token: root)
        #expect(bare.status == 200)
        #expect(bare["email"] == .null)
        #expect(bare["full_name"] == .null)
        #expect(bare["role"] == "regular")
        #expect(bare.groups.isEmpty)
        let disabled = await api.ask(.put, "/user", #"{"username":"ann","disabled":"yes"}"#, token: root)
        #expect(disabled["disabled"] == true)
    }

    @Test func theOwnNameStandsForTheCallerAndKeepsItsRole() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let edited = await api.ask(.put, "/user", #"{"username":"me","email":"root@x.y"}"#, token: root)
        #expect(edited["username"] == "root")
        #expect(edited["email"] == "root@x.y")
        #expect(edited["role"] == "admin")
        let last = await api.ask(.put, "/user", #"{"username":"me","role":"regular"}"#, token: root)
        #expect(last.status == 409, "the last super-admin stays one: \(last.text)")
        #expect(await api.ask(.delete, "/user/me", token: root).status == 404)
    }

    @Test func aPasswordStaysUnlessATextIsGiven() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let ann = await api.person("ann", madeBy: root)
        for body in [
            #"{"username":"ann"}"#, #"{"username":"ann","password":null}"#, #"{"username":"ann","password":7}"#,
        ] {
            #expect(await api.ask(.put, "/user", body, token: root).status == 200)
        }
        #expect(await api.ask(.get, "/user/me", token: ann).status == 200)
        let changed = await api.ask(
            .put, "/user", #"{"username":"ann","password":"another-long-password-1"}"#, token: root)
        #expect(changed.status == 200)
        #expect(await api.ask(.get, "/user/me", token: ann).status == 401, "the old token ended with the old password")
        #expect(await api.token("ann") == "")
        #expect(await api.token("ann", "another-long-password-1") != "")
    }

    @Test func regularUsersChangeAndDeleteThemselves() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let ann = await api.person("ann", madeBy: root)
        let before = await api.ask(.get, "/user/me", token: ann)
        let edited = await api.ask(
            .put, "/user", #"{"username":"ann","full_name":"Ann","groups":[{"name":"read-user"}]}"#, token: ann)
        #expect(edited["full_name"] == "Ann")
        #expect(edited["groups"] == before["groups"], "only who manages groups changes them")
        let password = await api.ask(
            .put, "/user", #"{"username":"me","password":"another-long-password-1"}"#, token: ann)
        #expect(password.status == 200)
        #expect(await api.ask(.get, "/user/me", token: ann).status == 401)
        let again = await api.token("ann", "another-long-password-1")
        let gone = await api.ask(.delete, "/user/ann", token: again)
        #expect(gone.groups == ["create-model", "read-custom_list", "create-custom_list", "edit-custom_list"])
        #expect(await api.ask(.get, "/user/me", token: again).status == 401)
        #expect(await api.ask(.get, "/group/read-user-ann", token: root).status == 404)
        _ = await api.person("ann", madeBy: root)
    }

    @Test(arguments: [
        (
            #"{"username":"me","password":"\#(TestHouse.password)"}"#, 400,
            "'me' is reserved and can't be used as a username."
        ),
        (
            #"{"username":"root","password":"\#(TestHouse.password)"}"#, 409,
            "User with identifier root already exists. already exists."
        ),
        (
            #"{"username":"x","password":"\#(TestHouse.password)","groups":[{"name":"create-model"},{"name":"nope"}]}"#,
            404, "Group with name nope was not found in the user store. not found."
        ),
    ])
    func aUserThatCannotBeMadeIsRefused(_ body: String, _ status: Int, _ detail: String) async throws {
        let api = try await MLTEHarness()
        let refused = await api.ask(.post, "/user", body, token: await api.token("root"))
        #expect(refused.status == status)
        #expect(refused.detail == detail)
        #expect(await api.ask(.get, "/user", token: await api.token("root")).names == ["root"])
    }

    @Test func aRefusedReplacementChangesNothing() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        _ = await api.person("ann", #","full_name":"Ann""#, madeBy: root)
        let before = await api.ask(.get, "/user/ann", token: root)
        let refused = await api.ask(
            .put, "/user", #"{"username":"ann","full_name":"Other","groups":[{"name":"nope"}]}"#, token: root)
        #expect(refused.status == 404)
        #expect(refused.detail == "Group with name nope was not found in the user store. not found.")
        #expect(await api.ask(.get, "/user/ann", token: root).text == before.text)
    }

    @Test(arguments: ["GET /user/zzz", "DELETE /user/zzz", "GET /user/zzz/models", #"PUT /user {"username":"zzz"}"#])
    func anUnknownUserIsNotFound(_ line: String) async throws {
        let api = try await MLTEHarness()
        let words = line.split(separator: " ", maxSplits: 2).map(String.init)
        let refused = await api.ask(
            .init(name: words[0]), words[1], words.count > 2 ? words[2] : nil, token: await api.token("root"))
        #expect(refused.status == 404)
        #expect(refused.detail == "User with username zzz was not found in the user store. not found.")
    }

    @Test func deletingOneUserHarmsNoGroupOfOthers() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        _ = await api.person("ann", madeBy: root)
        _ = await api.person("bob", madeBy: root)
        let body =
            #"{"name":"watchers","permissions":[{"resource_type":"user","resource_id":"ann","method":"get"},"#
            + #"{"resource_type":"model","method":"get"}]}"#
        #expect(await api.ask(.post, "/group", body, token: root).status == 200)
        try await api.join("bob", "watchers")
        #expect(await api.ask(.delete, "/user/ann", token: root).status == 200)
        let left = await api.ask(.get, "/group/watchers", token: root)
        #expect(left.status == 200)
        #expect(left["permissions"]?.arrayValue?.count == 1, "what it held on the user that is gone is not shown")
        #expect(await api.ask(.get, "/user/bob", token: root).groups.contains("watchers"))
        _ = await api.person("ann", madeBy: root)
        let bob = await api.token("bob")
        #expect(await api.ask(.get, "/user/ann", token: bob).status == 403, "the new ann is somebody else")
    }

    @Test func detailsCostNoQuestionAUser() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        for number in 0..<3 { _ = await api.person("user-\(number)", madeBy: root) }
        let details = await api.ask(.get, "/users/details", token: root)
        #expect(details.body.arrayValue?.count == 4)
        #expect(details.body.arrayValue?.map { $0.objectValue?["groups"]?.arrayValue?.count ?? -1 } == [0, 6, 6, 6])
    }
}
