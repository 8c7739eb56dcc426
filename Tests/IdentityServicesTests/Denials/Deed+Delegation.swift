import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let own = [CompanionGroup(name: "of-it", actions: ["get"])]

    private static func model(in house: TestHouse, of target: User) async throws {
        _ = try await house.resources.create(
            CreateResource(type: "model", id: "m-one", owner: .id(target.id)), as: TestHouse.operator)
    }

    private static func group(in house: TestHouse) async throws -> String {
        try await house.groups.create(CreateGroup(name: "target"), as: TestHouse.operator).path
    }

    static let delegation: [Deed] = [
        // Whoever is elsewhere is nobody in the own organization: the same answer as for a name that is not there.
        Deed(name: "DelegationService.require", isAllowed: managers.union(["foreign"])) { house, caller, target, _ in
            try await house.delegation.require("put", on: .user(.id(target.id)), as: caller)
        },
        Deed(name: "DelegationService.read", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.delegation.read(.id(target.id), as: caller)
        },
        Deed(name: "DelegationService.list", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.delegation.list(as: caller)
        },
        Deed(name: "DelegationService.members", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.delegation.members(as: caller)
        },
        Deed(name: "DelegationService.group", isAllowed: readers) { house, caller, _, _ in
            _ = try await house.delegation.group(try await group(in: house), as: caller)
        },
        Deed(name: "DelegationService.groups", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.delegation.groups(as: caller)
        },
        Deed(name: "DelegationService.permissions", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.delegation.permissions(as: caller)
        },
        Deed(name: "DelegationService.create", isAllowed: managers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.delegation.create(CreateMember(CreateUser(login: "new")), as: caller)
        },
        Deed(name: "DelegationService.replace", isAllowed: managers) { house, caller, target, _ in
            _ = try await house.delegation.replace(.id(target.id), with: ReplaceMember(), as: caller)
        },
        Deed(name: "DelegationService.delete", isAllowed: managers) { house, caller, target, _ in
            _ = try await house.delegation.delete(.id(target.id), companions: own, as: caller)
        },
        Deed(name: "DelegationService.createGroup", isAllowed: managers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.delegation.createGroup("new", holding: [], as: caller)
        },
        Deed(name: "DelegationService.replaceGroup", isAllowed: managers) { house, caller, _, _ in
            let path = try await group(in: house)
            _ = try await house.delegation.replaceGroup(
                path, holding: [NamedPermission("model")], inPlaceOf: { _ in true }, as: caller)
        },
        Deed(name: "DelegationService.deleteGroup", isAllowed: managers) { house, caller, _, _ in
            _ = try await house.delegation.deleteGroup(try await group(in: house), as: caller)
        },
        Deed(name: "DelegationService.resource", isAllowed: readers) { house, caller, target, _ in
            try await model(in: house, of: target)
            _ = try await house.delegation.resource("m-one", type: "model", as: caller)
        },
        Deed(name: "DelegationService.createResource", isAllowed: managers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.delegation.createResource(
                "m-two", type: "model", versions: ["v0"], companions: own, as: caller)
        },
        Deed(name: "DelegationService.deleteResource", isAllowed: managers) { house, caller, target, _ in
            try await model(in: house, of: target)
            _ = try await house.delegation.deleteResource("m-one", type: "model", companions: own, as: caller)
        },
        Deed(name: "DelegationService.resources", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.delegation.resources(type: "model", readableBy: .id(target.id), as: caller)
        },
        Deed(name: "DelegationService.prepare", isAllowed: accounts.union(["impersonated", "narrow-key"])) {
            house, caller, _, _ in
            try await house.delegation.prepare(
                [StandingGroup(name: "all", permissions: [])], mark: (.annotation(of: "test"), "{}"), as: caller)
        },
    ]
}
