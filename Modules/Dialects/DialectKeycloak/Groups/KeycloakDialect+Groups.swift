import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    /// The group of the path, of the realm of the path.
    func node(
        _ request: AdminRequest, _ place: Int = 1, in realm: Realm, as caller: Caller
    ) async throws(ServiceError) -> GroupNode {
        try await services.groups.node(
            .id(request.id(place, .group)), in: realm.organization, with: Annotation.name, as: caller)
    }

    func groupEndpoints(_ table: inout EndpointTable) {
        let groups = services.groups, dialect = self
        let all: RoutePattern = "/admin/realms/{realm}/groups"
        table.on(.get, all, .signedIn, "List or search groups", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let isBrief = request.flag("briefRepresentation") ?? true
            guard let name = Self.searched(request) else {
                let top = GroupSearch(of: realm.organization, level: .top, document: isBrief ? nil : Annotation.name)
                let nodes = try await groups.search(top, skipping: request.first, limit: request.max(), as: caller)
                return Answer.list(nodes.map { GroupRepresentation.write($0, isBrief: isBrief) })
            }
            let hits = GroupSearch(of: realm.organization, name: name, document: isBrief ? nil : Annotation.name)
            guard request.flag("populateHierarchy") ?? true else {
                let nodes = try await groups.search(hits, skipping: request.first, limit: request.max(), as: caller)
                return Answer.list(nodes.map { GroupRepresentation.write($0, isBrief: isBrief) })
            }
            let nodes = try await groups.branches(to: hits, skipping: request.first, limit: request.max(), as: caller)
            return Answer.list(GroupRepresentation.trees(nodes, isBrief: isBrief))
        }
        table.on(.post, all, .signedIn, "Create a group at the top, or move one there", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let change = try GroupChange(try request.object())
            if let id = change.id {
                _ = try await groups.node(.id(id), in: realm.organization, as: caller)
                try await dialect.move(id, .clear, as: caller)
                return Answer.done
            }
            let made = try await groups.create(change.creation(in: realm), as: caller)
            return Answer.created(request.location(below: request.path, made.group.id.description))
        }
        table.on(.get, "/admin/realms/{realm}/groups/count", .signedIn, "Count groups", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let isTop = request.flag("top") ?? false
            let search = GroupSearch(
                of: realm.organization, level: isTop ? .top : .all, name: Self.searched(request))
            return Answer.json(["count": .integer(Int64(try await groups.count(search, as: caller)))])
        }
        oneGroupEndpoints(&table)
        pathEndpoints(&table)
        childEndpoints(&table)
    }

    private func oneGroupEndpoints(_ table: inout EndpointTable) {
        let groups = services.groups, dialect = self
        let one: RoutePattern = "/admin/realms/{realm}/groups/{id}"
        table.on(.get, one, .signedIn, "Read a group", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            return Answer.json(
                .object(
                    GroupRepresentation.write(
                        try await dialect.node(request, in: realm, as: caller), isBrief: false)))
        }
        table.on(.put, one, .signedIn, "Change a group", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let id = try await dialect.node(request, in: realm, as: caller).place.group.id
            _ = try await groups.edit(.id(id), GroupChange(try request.object()).edit(), as: caller)
            return Answer.done
        }
        table.on(.delete, one, .signedIn, "Delete a group with those below it", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let id = try await dialect.node(request, in: realm, as: caller).place.group.id
            try await groups.delete(.id(id), withSubgroups: true, as: caller)
            return Answer.done
        }
    }

    /// A path has as many segments as groups stand above each other, and each is a route.
    private func pathEndpoints(_ table: inout EndpointTable) {
        let groups = services.groups, dialect = self
        let missing = ErrorStyle.keycloakStyle(notFound: [.group: "Group path does not exist"])
        for depth in 1...Group.maximumDepth {
            let names = (1...depth).map { "/{name\($0)}" }.joined()
            let path = RoutePattern("/admin/realms/{realm}/group-by-path\(names)")
            table.on(.get, path, .signedIn, "Read a group by its path", errors: missing) {
                (request: AdminRequest, caller) async throws(ServiceError) in
                let realm = try await dialect.realm(request, as: caller)
                let node = try await groups.node(
                    .path(Array(request.parts.dropFirst())), in: realm.organization, with: Annotation.name, as: caller)
                return Answer.json(.object(GroupRepresentation.write(node, isBrief: false)))
            }
        }
    }

    private func childEndpoints(_ table: inout EndpointTable) {
        let groups = services.groups, dialect = self
        let children: RoutePattern = "/admin/realms/{realm}/groups/{id}/children"
        table.on(.get, children, .signedIn, "List the groups right below one", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let id = try await dialect.node(request, in: realm, as: caller).place.group.id
            let search = GroupSearch(
                of: realm.organization, level: .below(id), name: Self.searched(request), document: Annotation.name)
            let nodes = try await groups.search(search, skipping: request.first, limit: request.max(), as: caller)
            let isBrief = request.flag("briefRepresentation") ?? false
            return Answer.list(nodes.map { GroupRepresentation.write($0, isBrief: isBrief) })
        }
        table.on(.post, children, .signedIn, "Create a group below one, or move one there", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let parent = try await dialect.node(request, in: realm, as: caller).place.group.id
            let change = try GroupChange(try request.object())
            if let id = change.id {
                _ = try await groups.node(.id(id), in: realm.organization, as: caller)
                try await dialect.move(id, .set(.id(parent)), as: caller)
                return Answer.done
            }
            let made = try await groups.create(change.creation(in: realm, below: parent), as: caller).group.id
            let node = try await groups.node(
                .id(made), in: realm.organization, with: Annotation.name, as: caller)
            let beginning = request.path.split(separator: "/").dropLast(2).map { "/\($0)" }.joined()
            return Answer.created(
                request.location(below: beginning, made.description),
                .object(GroupRepresentation.write(node, isBrief: false)))
        }
    }

    private func move(
        _ id: GroupID, _ parent: Change<GroupSelector>, as caller: Caller
    ) async throws(ServiceError) {
        var edit = EditGroup()
        edit.parent = parent
        _ = try await services.groups.edit(.id(id), edit, as: caller)
    }

    static func searched(_ request: AdminRequest) -> NamePattern? {
        request.query.filled("search").map {
            NamePattern($0, request.flag("exact") ?? false ? .whole : .anywhere)
        }
    }
}
