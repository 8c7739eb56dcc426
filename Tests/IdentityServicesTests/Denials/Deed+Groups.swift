import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    static let groups: [Deed] = [
        Deed(name: "GroupService.create", isAllowed: managers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.groups.create(CreateGroup(name: "new"), as: caller)
        },
        Deed(name: "GroupService.read", isAllowed: readers) { house, caller, _, _ in
            _ = try await house.groups.read(.id(try await group(in: house)), as: caller)
        },
        Deed(name: "GroupService.list", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.groups.list(GroupQuery(limit: 1), as: caller)
        },
        Deed(name: "GroupService.edit", isAllowed: managers) { house, caller, _, _ in
            var edit = EditGroup()
            edit.about = "changed"
            _ = try await house.groups.edit(.id(try await group(in: house)), edit, as: caller)
        },
        Deed(name: "GroupService.delete", isAllowed: managers) { house, caller, _, _ in
            try await house.groups.delete(.id(try await group(in: house)), as: caller)
        },
        Deed(name: "GroupService.addMember", isAllowed: managers) { house, caller, target, _ in
            try await house.groups.addMember(.id(target.id), to: .id(try await group(in: house)), as: caller)
        },
        Deed(name: "GroupService.removeMember", isAllowed: managers) { house, caller, target, _ in
            let group = try await group(in: house)
            try await house.groups.addMember(.id(target.id), to: .id(group), as: TestHouse.operator)
            try await house.groups.removeMember(.id(target.id), from: .id(group), as: caller)
        },
        Deed(name: "GroupService.members", isAllowed: readers) { house, caller, _, _ in
            let query = ListMembers(of: .id(try await group(in: house)), limit: 1)
            _ = try await house.groups.members(query, as: caller)
        },
        Deed(name: "GroupService.groups", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.groups.groups(of: .id(target.id), as: caller)
        },
    ]

    private static func group(in house: TestHouse) async throws -> GroupID {
        try await house.groups.create(CreateGroup(name: "target"), as: TestHouse.operator).group.id
    }
}
