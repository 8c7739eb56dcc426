import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport

extension TestHouse {
    func caller(with token: Secret) async throws(ServiceError) -> Caller {
        try await services.sessions.caller(presenting: token, from: Self.origin())
    }

    /// A key that the caller made for itself.
    func key(
        _ name: String = "key", scopes: Set<String>? = nil, lasts: TimeInterval? = nil, by caller: Caller
    ) async throws(ServiceError) -> IssuedKey {
        try await services.accessKeys.create(
            CreateAccessKey(name: name, scopes: scopes, expiresAt: lasts.map { clock.now().addingTimeInterval($0) }),
            as: caller)
    }

    func disable(_ user: User, _ isDisabled: Bool = true) async throws(ServiceError) {
        var edit = EditUser()
        edit.isEnabled = !isDisabled
        _ = try await services.users.edit(.id(user.id), edit, as: Self.operator)
    }

    func setRoles(of user: User, to roles: Set<Role>) async throws(ServiceError) {
        var edit = EditUser()
        edit.roles = Set(roles.map(\.rawValue))
        _ = try await services.users.edit(.id(user.id), edit, as: Self.operator)
    }
}
