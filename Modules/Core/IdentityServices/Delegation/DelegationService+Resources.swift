import FoundationEssentials
package import IdentityCore

/// A resource with everything it went through.
package struct VersionedResource: Sendable {
    package let resource: Resource
    /// By number.
    package let versions: [ResourceVersion]

    fileprivate init(_ resource: Resource, in store: any StoreReading) throws(ServiceError) {
        self.resource = resource
        versions = try store.resources.versions(of: resource.key, after: nil, limit: .max)
    }
}

extension DelegationService {
    private static let pageSize = 500

    package func resource(
        _ id: String, type: String, as caller: Caller
    ) async throws(ServiceError) -> VersionedResource {
        try caller.requireFullSession()
        return try await storage.read(.scan) { store in
            try caller.require(ResourceAction.read, onResource: id, type: type, in: store)
            return try VersionedResource(
                caller.resource(ResourceSelector(type: type, id: id), for: ResourceAction.read, in: store), in: store)
        }
    }

    /// Makes a resource with its companions; a caller whom they give anything joins them.
    /// - Throws: as `ResourceService.create` does, `alreadyExists(.group)` for a companion whose name is taken.
    package func createResource(
        _ id: String, type: String, versions: [String], companions: [CompanionGroup], as caller: Caller
    ) async throws(ServiceError) -> VersionedResource {
        try caller.requireFullSession()
        let now = hands.clock.now(), command = CreateResource(type: type, id: id)
        try resources.check(command)
        guard versions.allSatisfy(Permission.isFitID) else {
            throw .invalidInput([FieldProblem("versions", .malformed, "An id has 1 to 255 bytes that can be shown.")])
        }
        let companions = try CompanionGroups(companions, using: hands)
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            try current.require(ResourceAction.create, onResource: id, type: type, in: store)
            let resource = try resources.insert(command, in: store, as: current, at: now)
            for version in versions { _ = try store.resourceWrites.addVersion(version, to: resource.key, at: now) }
            let groups = try companions.make(about: type, id, in: store, as: current, at: now)
            if let user = current.userID, !current.grants.allow(Permission(type, id: id), in: current.organization) {
                for group in groups { _ = try store.groupWrites.addMember(user, to: group.id, origin: .assigned) }
            }
            return try VersionedResource(resource, in: store)
        }
    }

    /// Deletes the resource with the groups that were made with it.
    /// - Returns: what it was.
    package func deleteResource(
        _ id: String, type: String, companions: [CompanionGroup], as caller: Caller
    ) async throws(ServiceError) -> VersionedResource {
        try caller.requireFullSession()
        let now = hands.clock.now()
        let companions = try CompanionGroups(companions, using: hands)
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            try current.require(ResourceAction.delete, onResource: id, type: type, in: store)
            let selector = ResourceSelector(type: type, id: id)
            let whole = try VersionedResource(
                current.resource(selector, for: ResourceAction.delete, in: store), in: store)
            try resources.remove(selector, in: store, as: current, at: now)
            _ = try companions.remove(about: type, id, in: store, as: current, at: now)
            return whole
        }
    }

    /// Every resource of the type.
    package func resources(type: String, as caller: Caller) async throws(ServiceError) -> [Resource] {
        try await storage.read(.point) { store in
            try caller.require(ResourceAction.read, onResource: nil, type: type, in: store)
        }
        return try await pages { after throws(ServiceError) in
            try await storage.read(.scan) { store in
                try store.resources.list(
                    ResourceQuery(
                        organization: caller.organization, type: type, after: after, limit: Self.pageSize))
            }
        }
    }

    /// Every resource of the type that the user may read, for whoever may read the user.
    package func resources(
        type: String, readableBy selector: UserSelector, as caller: Caller
    ) async throws(ServiceError) -> [Resource] {
        try caller.requireFullSession()
        return try await pages { after throws(ServiceError) in
            try await storage.read(.scan) { store in
                let user = try target(selector, for: ResourceAction.read, in: store, as: caller)
                let grants = try Authorization.grants(of: user, in: store)
                let query = ResourceQuery(
                    organization: user.organization, type: type, after: after, limit: Self.pageSize)
                let parts = try ResourceParts(of: query, holding: grants, owner: user.id)
                return try parts.list(in: store) { resource in
                    ResourceStanding(resource, action: ResourceAction.read).isAllowed(to: user, holding: grants)
                }
            }
        }
    }

    private func pages(
        _ page: (ResourcePosition?) async throws(ServiceError) -> [Resource]
    ) async throws(ServiceError) -> [Resource] {
        var all: [Resource] = []
        while true {
            let next = try await page(all.last.map(ResourcePosition.init))
            all += next
            guard next.count == Self.pageSize else { return all }
        }
    }
}
