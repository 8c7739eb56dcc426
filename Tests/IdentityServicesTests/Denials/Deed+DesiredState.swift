import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let knowing = readers.union(["foreign"])

    static let desiredState: [Deed] = [
        Deed(name: "DesiredStateService.plan", isAllowed: knowing) { house, caller, target, _ in
            _ = try await house.plan(DesiredEntry(.users, target.login.display), as: caller)
        },
        Deed(name: "DesiredStateService.export", isAllowed: knowing) { house, caller, _, _ in
            _ = try await house.desiredState.export(.users, as: caller)
        },
        Deed(name: "DesiredStateService.apply", isAllowed: managers) { house, caller, target, _ in
            try await apply(.users, target.login.display, .givenName, house, caller)
        },
        Deed(name: "DesiredStateService.apply", isAllowed: managers) { house, caller, _, _ in
            try await apply(.tenants, "night", .name, house, caller)
        },
        Deed(name: "DesiredStateService.apply", isAllowed: rulers) { house, caller, _, _ in
            try await apply(.organizations, "acme", .name, house, caller)
        },
        Deed(name: "DesiredStateService.apply", isAllowed: rulers) { house, caller, _, _ in
            try await apply(.clients, "sdk", .name, house, caller)
        },
        Deed(name: "DesiredStateService.apply", isAllowed: managers.subtracting(["org-admin"])) {
            house, caller, _, _ in
            try await apply(.roles, "deployer", .about, house, caller)
        },
    ]

    /// The plan is the operator's; whether it may be carried out is asked of the caller.
    private static func apply(
        _ section: DesiredSection, _ name: String, _ field: DesiredField, _ house: TestHouse, _ caller: Caller
    ) async throws {
        let plan = try await house.plan(DesiredEntry(section, name, fields: [field: .text("New")]))
        for step in plan.steps { try await house.desiredState.apply(step, as: caller) }
    }
}
