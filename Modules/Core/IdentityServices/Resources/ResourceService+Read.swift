package import IdentityCore

extension ResourceService {
    package func read(_ selector: ResourceSelector, as caller: Caller) async throws(ServiceError) -> Resource {
        try await require(ResourceAction.read, on: selector, as: caller)
    }

    /// For a dialect with actions of its own: the resource, if the caller may do this with it.
    /// - Throws: `notFound(.resource)` for one that the caller can't read either, `forbidden` for one that it can.
    package func require(
        _ action: String, on selector: ResourceSelector, as caller: Caller
    ) async throws(ServiceError) -> Resource {
        try caller.requireFullSession()
        return try await storage.read(.point) { store in
            try caller.resource(selector, for: action, in: store)
        }
    }

    /// By number, the first ones first.
    package func versions(
        of selector: ResourceSelector, after number: Int? = nil, limit: Int, as caller: Caller
    ) async throws(ServiceError) -> [ResourceVersion] {
        try caller.requireFullSession()
        return try await storage.read(.scan) { store in
            let resource = try caller.resource(selector, for: ResourceAction.read, in: store)
            return try store.resources.versions(of: resource.key, after: number, limit: limit)
        }
    }
}
