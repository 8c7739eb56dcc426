import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let elsewhere: Set<String> = ["foreign"]
    private static let everybody = accounts.subtracting(elsewhere).union(["narrow-key", "impersonated"])

    static let organizations: [Deed] = [
        Deed(name: "OrganizationService.create", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.organizations.create(CreateOrganization(id: "acme"), as: caller)
        },
        Deed(name: "OrganizationService.read", isAllowed: everybody.union(["operator"])) { house, caller, _, _ in
            _ = try await house.organizations.read(.standard, as: caller)
        },
        Deed(name: "OrganizationService.list", isAllowed: readers.union(elsewhere)) { house, caller, _, _ in
            _ = try await house.organizations.list(limit: 1, as: caller)
        },
        Deed(name: "OrganizationService.edit", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.organizations.edit(.standard, name: "Home", as: caller)
        },
        Deed(name: "OrganizationService.delete", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.organizations.create(CreateOrganization(id: "acme"), as: TestHouse.operator)
            try await house.organizations.delete(OrganizationID(rawValue: "acme"), as: caller)
        },
        Deed(name: "TenantService.create", isAllowed: managers) { house, caller, _, _ in
            _ = try await house.tenants.create(CreateTenant(id: "lab", organization: .standard), as: caller)
        },
        Deed(name: "TenantService.read", isAllowed: everybody.union(["operator"])) { house, caller, _, _ in
            _ = try await house.tenants.read(.standard, as: caller)
        },
        Deed(name: "TenantService.list", isAllowed: readers) { house, caller, _, _ in
            _ = try await house.tenants.list(of: .standard, limit: 1, as: caller)
        },
        Deed(name: "TenantService.edit", isAllowed: managers) { house, caller, _, _ in
            _ = try await house.tenants.edit(.standard, name: "Home", as: caller)
        },
        Deed(name: "TenantService.delete", isAllowed: managers) { house, caller, _, _ in
            _ = try await house.tenants.create(
                CreateTenant(id: "lab", organization: .standard), as: TestHouse.operator)
            try await house.tenants.delete(TenantID(rawValue: "lab"), as: caller)
        },
    ]
}
