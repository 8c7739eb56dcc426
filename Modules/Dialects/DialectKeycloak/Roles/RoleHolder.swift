import DialectKit
import IdentityCore
import IdentityServices

/// Who is given roles.
enum RoleHolder: Sendable {
    case user(UserID)
    case group(GroupID)

    func held(_ services: Services, as caller: Caller) async throws(ServiceError) -> HeldRoles {
        switch self {
        case .user(let id): try await services.roles.held(by: id, as: caller)
        case .group(let id): try await services.roles.held(by: id, as: caller)
        }
    }

    func change(
        granting: Set<Role> = [], withdrawing: Set<Role> = [], _ services: Services, as caller: Caller
    ) async throws(ServiceError) {
        switch self {
        case .user(let id):
            var edit = EditUser()
            edit.granting = Set(granting.map(\.rawValue))
            edit.withdrawing = Set(withdrawing.map(\.rawValue))
            _ = try await services.users.edit(.id(id), edit, as: caller)
        case .group(let id):
            var edit = EditGroup()
            edit.granting = granting
            edit.withdrawing = withdrawing
            _ = try await services.groups.edit(.id(id), edit, as: caller)
        }
    }
}

/// Where the roles of users or of groups are addressed.
struct RoleHolderAddress: Sendable {
    let path: String
    let resolve: @Sendable (AdminRequest, Realm, Caller) async throws(ServiceError) -> RoleHolder
}

extension KeycloakDialect {
    var roleHolderAddresses: [RoleHolderAddress] {
        [
            RoleHolderAddress(path: "/admin/realms/{realm}/users/{id}/role-mappings") {
                (request, realm, caller) async throws(ServiceError) in
                .user(try await record(request, in: realm, as: caller).user.id)
            },
            RoleHolderAddress(path: "/admin/realms/{realm}/groups/{id}/role-mappings") {
                (request, realm, caller) async throws(ServiceError) in
                .group(try await node(request, in: realm, as: caller).place.group.id)
            },
        ]
    }
}
