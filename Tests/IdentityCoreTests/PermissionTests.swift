import IdentityCore
import Testing

@Suite struct PermissionTests {
    @Test func z05_aPermissionHoldsForTheBytesOfAnIDAndNotForWhatLooksTheSame() {
        let composed = Permission("model", id: "caf\u{E9}", action: "get")
        let decomposed = Permission("model", id: "cafe\u{301}", action: "get")
        #expect(!composed.covers(decomposed) && composed.covers(composed))
        #expect(composed != decomposed && Set([composed, decomposed]).count == 2)
        #expect(!PermissionSet(permissions: [composed]).covers(decomposed))
        let keys = ["caf\u{E9}", "cafe\u{301}"].map { ResourceKey(organization: .standard, type: "model", id: $0) }
        #expect(Set(keys).count == 2)
        #expect(Permission("model").covers(decomposed))
    }

    @Test(arguments: ["workspaces/0:read", "workspaces/0:*"])
    func z05_theRightsOverAllWorkspacesCarryNoMembership(_ text: String) throws {
        let membership = try #require(Permission(text)), held = PermissionSet(permissions: [membership])
        let rooms = PermissionSet([.readWorkspaces, .createWorkspaces, .manageWorkspaces])
        #expect(rooms.covers(try #require(Permission("workspaces/0:read"))))
        #expect(!rooms.covers(held) && held.covers(held))
        #expect(rooms.intersection(held).permissions.isEmpty && held.intersection(rooms).permissions.isEmpty)
        var whole = rooms
        whole.formUnion(PermissionSet([.manageResources]))
        #expect(whole.covers(held) && whole.intersection(held) == held && PermissionSet.everything.covers(held))
        // Nor do the rights over what is in them, without those over the rooms.
        #expect(!PermissionSet([.manageResources]).covers(held))
    }
}
