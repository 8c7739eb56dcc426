import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let model = ResourceSelector(type: "model", id: "m-one")

    /// A resource that the target owns.
    private static func model(in house: TestHouse, of target: User) async throws {
        _ = try await house.resources.create(
            CreateResource(type: "model", id: "m-one", owner: .id(target.id)), as: TestHouse.operator)
    }

    static let resources: [Deed] = [
        Deed(name: "ResourceService.create", isAllowed: managers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.resources.create(CreateResource(type: "model", id: "m-two"), as: caller)
        },
        Deed(name: "ResourceService.read", isAllowed: readers) { house, caller, target, _ in
            try await model(in: house, of: target)
            _ = try await house.resources.read(model, as: caller)
        },
        Deed(name: "ResourceService.require", isAllowed: managers) { house, caller, target, _ in
            try await model(in: house, of: target)
            _ = try await house.resources.require("deploy", on: model, as: caller)
        },
        Deed(name: "ResourceService.versions", isAllowed: readers) { house, caller, target, _ in
            try await model(in: house, of: target)
            _ = try await house.resources.versions(of: model, limit: 1, as: caller)
        },
        Deed(name: "ResourceService.list", isAllowed: accounts.union(["impersonated", "operator", "narrow-key"])) {
            house, caller, _, _ in
            _ = try await house.resources.list(ResourceFilter(limit: 1), as: caller)
        },
        Deed(name: "ResourceService.edit", isAllowed: managers) { house, caller, target, _ in
            try await model(in: house, of: target)
            var edit = EditResource()
            edit.owner = .clear
            _ = try await house.resources.edit(model, edit, as: caller)
        },
        Deed(name: "ResourceService.addVersion", isAllowed: managers) { house, caller, target, _ in
            try await model(in: house, of: target)
            _ = try await house.resources.addVersion("v0", to: model, as: caller)
        },
        Deed(name: "ResourceService.delete", isAllowed: managers) { house, caller, target, _ in
            try await model(in: house, of: target)
            try await house.resources.delete(model, as: caller)
        },
    ]
}
