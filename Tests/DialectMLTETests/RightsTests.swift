import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct RightsTests {
    private static let password = TestHouse.password

    /// What a regular user with nothing but the groups of every new one may not.
    @Test(arguments: [
        "GET /user", "GET /users/details", "GET /user/bob", "GET /user/nobody", "GET /user/bob/models",
        "DELETE /user/bob",
        "DELETE /user/nobody", #"PUT /user {"username":"bob"}"#, #"POST /user {"username":"new","password":"x"}"#,
        "POST /user {}", "GET /group", "GET /groups/details", "GET /groups/permissions",
        "GET /groups/permissions/details",
        "GET /groups/permission/model-get", "GET /group/read-model", "DELETE /group/read-model",
        #"POST /group {"name":"g"}"#, #"PUT /group {"name":"read-model"}"#, "PUT /group []", "GET /model",
        "GET /model/m-bob",
        "GET /model/nothing", "DELETE /model/m-bob",
        #"GET /user {"username":"ann"}"#,
    ])
    func aRegularUserIsRefused(_ line: String) async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let ann = await api.person("ann", madeBy: root), bob = await api.person("bob", madeBy: root)
        #expect(await api.ask(.post, "/model", #"{"identifier":"m-bob"}"#, token: bob).status == 200)
        let words = line.split(separator: " ", maxSplits: 2).map(String.init)
        let body = words.count > 2 ? words[2] : nil
        let refused = await api.ask(.init(name: words[0]), words[1], body, token: ann)
        #expect(refused.status == 403, "\(line): \(refused.text)")
        #expect(refused.detail == "User is not authorized to access this resource.")
        let nobody = await api.ask(.init(name: words[0]), words[1], body)
        #expect(nobody.status == 401)
        #expect(nobody.detail == "Not authenticated")
        #expect(nobody.fields["WWW-Authenticate"] == "Bearer")
    }

    @Test(arguments: [
        "GET /user/me", "GET /user/me/models", "GET /user/ann", "GET /user/ann/models",
        #"PUT /user {"username":"ann"}"#,
        #"PUT /user {"username":"me"}"#, #"POST /model {"identifier":"m-ann"}"#, "DELETE /user/ann",
    ])
    func aRegularUserMay(_ line: String) async throws {
        let api = try await MLTEHarness()
        let ann = await api.person("ann", madeBy: await api.token("root"))
        let words = line.split(separator: " ", maxSplits: 2).map(String.init)
        let answer = await api.ask(.init(name: words[0]), words[1], words.count > 2 ? words[2] : nil, token: ann)
        #expect(answer.status == 200, "\(line): \(answer.text)")
    }

    @Test func permissionsHeldThroughGroupsOpenTheEndpoints() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let ann = await api.person("ann", madeBy: root)
        _ = await api.person("bob", madeBy: root)
        try await api.join("ann", "read-user")
        #expect(await api.ask(.get, "/user", token: ann).names == ["root", "ann", "bob"])
        #expect(await api.ask(.get, "/users/details", token: ann).body.arrayValue?.count == 3)
        #expect(await api.ask(.get, "/user/zzz", token: ann).status == 404)
        try await api.join("ann", "edit-user", "create-user", "read-group", "create-group", "edit-group")
        let edited = await api.ask(.put, "/user", #"{"username":"bob","full_name":"Bob"}"#, token: ann)
        #expect(edited["full_name"] == "Bob", "\(edited.text)")
        #expect(edited.groups.count == 6)
        _ = await api.person("eve", madeBy: ann)
        #expect(await api.ask(.delete, "/user/eve", token: ann).status == 200)
        #expect(await api.ask(.get, "/group", token: ann).names?.contains("read-user-bob") == true)
        let made = await api.ask(
            .post, "/group", #"{"name":"g1","permissions":[{"resource_type":"user","method":"get"}]}"#, token: ann)
        #expect(made.status == 200, "\(made.text)")
        #expect(await api.ask(.delete, "/group/g1", token: ann).status == 200)
    }

    @Test func aPermissionOnOneUserOpensJustThat() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let ann = await api.person("ann", madeBy: root)
        _ = await api.person("bob", madeBy: root)
        _ = await api.person("eve", madeBy: root)
        try await api.join("ann", "read-user-bob")
        #expect(await api.ask(.get, "/user/bob", token: ann).status == 200)
        #expect(await api.ask(.get, "/user/BOB", token: ann).status == 200)
        #expect(await api.ask(.get, "/user/eve", token: ann).status == 403)
        #expect(await api.ask(.get, "/user", token: ann).status == 403)
        #expect(await api.ask(.put, "/user", #"{"username":"bob"}"#, token: ann).status == 403)
    }

    @Test func z40_nobodyGainsARoleByEditingThemselves() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let ann = await api.person("ann", madeBy: root)
        let refused = await api.ask(.put, "/user", #"{"username":"ann","role":"admin"}"#, token: ann)
        #expect(refused.status == 403)
        #expect(await api.ask(.get, "/user/me", token: ann)["role"] == "regular")
        #expect(await api.ask(.get, "/user", token: ann).status == 403)
    }

    @Test func z41_permissionsOnUsersMakeNobodyAnAdministratorOrActOnOne() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let ann = await api.person("ann", madeBy: root)
        _ = await api.person("bob", madeBy: root)
        try await api.join("ann", "read-user", "edit-user", "create-user")
        for body in [
            #"{"username":"bob","role":"admin"}"#, #"{"username":"root","password":"another-long-password-1"}"#,
            #"{"username":"root","disabled":true}"#, #"{"username":"root"}"#,
        ] {
            #expect(await api.ask(.put, "/user", body, token: ann).status == 403, "\(body)")
        }
        #expect(await api.ask(.delete, "/user/root", token: ann).status == 403)
        let maker = #"{"username":"new","password":"\#(Self.password)","role":"admin"}"#
        #expect(await api.ask(.post, "/user", maker, token: ann).status == 403)
        let member = #"{"username":"new","password":"\#(Self.password)","groups":[{"name":"edit-group"}]}"#
        #expect(await api.ask(.post, "/user", member, token: ann).status == 403)
        #expect(await api.token("root") != "")
    }

    @Test func z42_aRenamedUserKeepsNoHoldOnTheNextOneOfTheName() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let ann = await api.person("ann", madeBy: root)
        var edit = EditUser()
        edit.login = "ann-old"
        _ = try await api.house.users.edit(.login("ann"), edit, as: TestHouse.operator)
        try await api.house.user("ann")
        #expect(await api.ask(.get, "/user/ann", token: ann).status == 403)
        #expect(
            await api.ask(.put, "/user", #"{"username":"ann","password":"another-long-password-1"}"#, token: ann).status
                == 403)
        #expect(await api.ask(.get, "/user/ann-old", token: ann).status == 200)
        let shown = await api.ask(.get, "/group/read-user-ann", token: root)
        #expect(shown.text.contains(#""resource_id":"ann-old""#), "\(shown.text)")
    }

    @Test func aGroupOfTheNameThatIsAboutNothingIsNotTakenForOneThatWasMadeWithAUser() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        var command = CreateGroup(name: "read-user-ann")
        command.about = "made by hand"
        let wish = command
        _ = try await api.house.groups.create(wish, as: TestHouse.operator)
        let body = #"{"username":"ann","password":"\#(TestHouse.password)"}"#
        #expect(await api.ask(.post, "/user", body, token: root).status == 409)
        #expect(await api.ask(.get, "/group/read-user-ann", token: root).status == 200)
        // Neither is it when a user of the name, who came by another way, goes.
        try await api.house.user("ann")
        #expect(await api.ask(.delete, "/user/ann", token: root).status == 200)
        #expect(await api.ask(.get, "/group/read-user-ann", token: root).status == 200)
    }

    @Test func z43_owningAResourceCalledLikeAUserOpensNoUser() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let ann = await api.person("ann", madeBy: root)
        let bob = try await api.house.user("bob")
        let caller = try await api.house.signedIn("ann")
        let room = try await api.house.workspaces.create(CreateWorkspace(name: "room"), as: caller)
        _ = try await api.house.resources.create(
            CreateResource(type: "user", id: bob.id.description, workspace: .id(room.id)), as: caller)
        #expect(await api.ask(.get, "/user/bob", token: ann).status == 403)
        #expect(await api.ask(.delete, "/user/bob", token: ann).status == 403)
    }

    @Test func z44_aGroupIsNotFilledWithMoreThanItsMakerHolds() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let ann = await api.person("ann", madeBy: root)
        try await api.join("ann", "create-group", "edit-group")
        for type in ["user", "group", "model", "catalog"] {
            let body = #"{"name":"mine","permissions":[{"resource_type":"\#(type)"}]}"#
            #expect(await api.ask(.post, "/group", body, token: ann).status == 403, "\(type)")
        }
        let wider = #"{"name":"edit-user-ann","permissions":[{"resource_type":"user"}]}"#
        #expect(await api.ask(.put, "/group", wider, token: ann).status == 403)
        let star = #"{"name":"mine","permissions":[{"resource_type":"model","resource_id":"*","method":"post"}]}"#
        #expect(await api.ask(.post, "/group", star, token: root).status == 422)
    }

    @Test func z45_aChangedGroupOfEveryNewUserGivesNothingThatItsMakerLacks() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let ann = await api.person("ann", madeBy: root)
        try await api.join("ann", "read-user", "create-user")
        var edit = EditGroup()
        edit.roles = [Role.admin.rawValue]
        _ = try await api.house.groups.edit(.path(["read-custom_list"]), edit, as: TestHouse.operator)
        // Who was in the group before is an administrator now; who is not in it makes nobody one.
        _ = try await api.house.groups.removeMember(
            .login("ann"), from: .path(["read-custom_list"]), as: TestHouse.operator)
        _ = await api.person("new", madeBy: ann)
        let groups = await api.ask(.get, "/user/new", token: root).groups
        #expect(!groups.contains("read-custom_list"), "\(groups)")
    }

    @Test func z46_anOrganizationSeesOnlyItself() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        _ = await api.person("ann", madeBy: root)
        _ = try await api.house.organizations.create(CreateOrganization(id: "acme"), as: TestHouse.operator)
        _ = try await api.house.users.create(
            CreateUser(
                login: "wile", organization: OrganizationID(rawValue: "acme"), roles: [Role.orgAdmin.rawValue],
                credential: .password(Secret(Self.password), temporary: false)), as: TestHouse.operator)
        let wile = await api.token("wile")
        #expect(await api.ask(.get, "/user", token: wile).names == ["wile"])
        #expect(await api.ask(.get, "/user/ann", token: wile).status == 404)
        #expect(await api.ask(.get, "/group", token: wile).names?.count == 15)
        #expect(await api.ask(.get, "/user/wile", token: root).status == 404)
    }
}
