import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let room = WorkspaceSelector.name("target-room")
    /// Everybody with an account in the organization may make one; the operator has no account to own it.
    private static let makers = accounts.union(["impersonated"])
    private static let everybody = accounts.union(["impersonated", "operator", "narrow-key"])

    /// The workspace that the target owns.
    private static func room(in house: TestHouse, of target: User) async throws {
        _ = try await house.workspaces.create(
            CreateWorkspace(name: "target-room", owner: .id(target.id)), as: TestHouse.operator)
    }

    static let workspaces: [Deed] = [
        Deed(name: "WorkspaceService.create", isAllowed: makers.subtracting(["reader", "auditor"])) {
            house, caller, _, _ in
            _ = try await house.workspaces.create(CreateWorkspace(name: "another"), as: caller)
        },
        Deed(name: "WorkspaceService.read", isAllowed: readers) { house, caller, target, _ in
            try await room(in: house, of: target)
            _ = try await house.workspaces.read(room, as: caller)
        },
        Deed(name: "WorkspaceService.list", isAllowed: everybody) { house, caller, _, _ in
            _ = try await house.workspaces.list(WorkspaceFilter(limit: 1), as: caller)
        },
        Deed(name: "WorkspaceService.forEach", isAllowed: everybody) { house, caller, _, _ in
            try await house.workspaces.forEach(WorkspaceFilter(limit: 1), with: ["model"], as: caller) { _ in }
        },
        Deed(name: "WorkspaceService.contents", isAllowed: readers) { house, caller, target, _ in
            try await room(in: house, of: target)
            _ = try await house.workspaces.contents(of: room, types: ["model"], as: caller)
        },
        Deed(name: "WorkspaceService.joined", isAllowed: readers) { house, caller, target, _ in
            try await room(in: house, of: target)
            _ = try await house.workspaces.joined(room, as: caller)
        },
        Deed(name: "WorkspaceService.edit", isAllowed: managers) { house, caller, target, _ in
            try await room(in: house, of: target)
            _ = try await house.workspaces.edit(room, EditWorkspace(isArchived: true), as: caller)
        },
        Deed(name: "WorkspaceService.delete", isAllowed: managers) { house, caller, target, _ in
            try await room(in: house, of: target)
            try await house.workspaces.delete(room, as: caller)
        },
        Deed(name: "WorkspaceService.members", isAllowed: readers) { house, caller, target, _ in
            try await room(in: house, of: target)
            _ = try await house.workspaces.members(of: room, limit: 1, as: caller)
        },
        Deed(name: "WorkspaceService.setMember", isAllowed: managers) { house, caller, target, _ in
            try await room(in: house, of: target)
            _ = try await house.workspaces.setMember(.login("keeper"), of: room, to: .owner, as: caller)
        },
        Deed(name: "WorkspaceService.removeMember", isAllowed: managers) { house, caller, target, _ in
            try await room(in: house, of: target)
            try await house.workspaces.removeMember(.login("keeper"), of: room, as: caller)
        },
        Deed(name: "WorkspaceService.defaultWorkspace", isAllowed: managers) { house, caller, target, _ in
            _ = try await house.workspaces.defaultWorkspace(of: .id(target.id), as: caller)
        },
        Deed(name: "WorkspaceService.setDefaultWorkspace", isAllowed: managers) { house, caller, target, _ in
            try await room(in: house, of: target)
            try await house.workspaces.setDefaultWorkspace(of: .id(target.id), to: room, as: caller)
        },
    ]
}
