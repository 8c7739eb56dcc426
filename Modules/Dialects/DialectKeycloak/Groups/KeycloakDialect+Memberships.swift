import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    func membershipEndpoints(_ table: inout EndpointTable) {
        let groups = services.groups, dialect = self
        table.on(.get, "/admin/realms/{realm}/users/{id}/groups", .signedIn, "Groups of a user", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            let nodes = try await groups.directGroups(
                of: user.id, matching: Self.searched(request), with: Annotation.name, as: caller)
            let behind = nodes.dropFirst(request.first)
            let isBrief = request.flag("briefRepresentation") ?? true
            return Answer.list(
                behind.prefix(request.max() ?? .max).map { GroupRepresentation.write($0, isBrief: isBrief) })
        }
        table.on(
            .get, "/admin/realms/{realm}/users/{id}/groups/count", .signedIn, "Count the groups of a user",
            errors: .keycloak
        ) { (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            let nodes = try await groups.directGroups(
                of: user.id, matching: Self.searched(request), with: nil, as: caller)
            return Answer.json(["count": .integer(Int64(nodes.count))])
        }
        let member: RoutePattern = "/admin/realms/{realm}/users/{id}/groups/{group}"
        table.on(.put, member, .signedIn, "Make a user a member", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            let group = try await dialect.node(request, 2, in: realm, as: caller).place.group.id
            try await groups.addMember(.id(user.id), to: .id(group), as: caller)
            return Answer.done
        }
        table.on(.delete, member, .signedIn, "Take a user out of a group", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            let group = try await dialect.node(request, 2, in: realm, as: caller).place.group.id
            try await groups.removeMember(.id(user.id), from: .id(group), as: caller)
            return Answer.done
        }
        table.on(.get, "/admin/realms/{realm}/groups/{id}/members", .signedIn, "List members", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let group = try await dialect.node(request, in: realm, as: caller).place.group.id
            let users = try await groups.directMembers(
                of: group, skipping: request.first, limit: request.max(usual: 100), as: caller)
            return Answer.list(users.map(UserRepresentation.write))
        }
    }
}
