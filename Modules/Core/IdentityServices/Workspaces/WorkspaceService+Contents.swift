package import IdentityCore

/// A workspace with what is in it.
package struct FilledWorkspace: Sendable {
    package let workspace: Workspace
    /// By type, then by number; what the caller may read.
    package let contents: [Resource]
}

extension WorkspaceService {
    /// Every workspace that fits, by number, with the resources of these types in it. Read page by page: `filter.limit`
    /// says how many at once.
    /// - Throws: as `list` does.
    package func forEach(
        _ filter: WorkspaceFilter, with types: Set<String>, as caller: Caller, _ visit: (FilledWorkspace) -> Void
    ) async throws(ServiceError) {
        try caller.requireFullSession()
        var next = try asked(filter, as: caller)
        while true {
            let asked = next
            let (last, filled) = try await storage.read(.scan) { store in
                let page = try page(asked, in: store, as: caller)
                var filled: [FilledWorkspace] = []
                for workspace in page.workspaces {
                    let contents = try contents(of: workspace, types, in: store, as: caller)
                    filled.append(FilledWorkspace(workspace: workspace, contents: contents))
                }
                return (page.next, filled)
            }
            for workspace in filled { visit(workspace) }
            guard let last else { return }
            next.query.after = last
        }
    }

    /// The resources of these types in the workspace, by type, then by number; what the caller may read.
    /// - Throws: `notFound(.workspace)`.
    package func contents(
        of selector: WorkspaceSelector, types: Set<String>, as caller: Caller
    ) async throws(ServiceError) -> [Resource] {
        try caller.requireFullSession()
        return try await storage.read(.scan) { store in
            try contents(of: caller.visible(selector, in: store), types, in: store, as: caller)
        }
    }

    private func contents(
        of workspace: Workspace, _ types: Set<String>, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> [Resource] {
        var query = ResourceQuery(organization: workspace.organization, workspace: workspace.id, limit: 500)
        var found: [Resource] = []
        while true {
            let page = try store.resources.list(query)
            found += page.filter { types.contains($0.type) && caller.may(ResourceAction.read, $0) }
            guard page.count == query.limit, let last = page.last else { return found }
            query.after = ResourcePosition(last)
        }
    }
}
