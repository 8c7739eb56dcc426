import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func resourceEndpoints(_ table: inout EndpointTable) {
        let resources = services.resources, cursors = cursors, prefix = table.prefix
        table.on(.get, "/resources/{type}", .signedIn, "List resources of a type", errors: .native) {
            (input: ResourceListInput, caller) async throws(ServiceError) in
            let filter = try input.filter(using: cursors)
            return ResourcePageBody(
                try await resources.list(filter, as: caller), limit: filter.limit, cursors: cursors)
        }
        table.on(.post, "/resources/{type}", .signedIn, "Create a resource", errors: .native) {
            (input: CreateResourceBody, caller) async throws(ServiceError) in
            let resource = try await resources.create(input.command, as: caller)
            return CreatedResourceBody(
                resource: resource, location: "\(prefix)/resources/\(resource.type)/number:\(resource.number)")
        }
        table.on(.get, "/resources/{type}/{id}", .signedIn, "Read a resource", errors: .native) {
            (input: ResourceSelectorInput, caller) async throws(ServiceError) in
            ResourceBody(resource: try await resources.read(input.selector, as: caller))
        }
        table.on(.patch, "/resources/{type}/{id}", .signedIn, "Edit or move a resource", errors: .native) {
            (input: EditResourceBody, caller) async throws(ServiceError) in
            ResourceBody(resource: try await resources.edit(input.selector, input.edit, as: caller))
        }
        table.on(.delete, "/resources/{type}/{id}", .signedIn, "Delete a resource", errors: .native) {
            (input: DeleteResourceInput, caller) async throws(ServiceError) in
            try await resources.delete(input.selector, ifVersion: input.ifVersion, as: caller)
            return NoContent()
        }
        table.on(.get, "/resources/{type}/{id}/versions", .signedIn, "List a resource's versions", errors: .native) {
            (input: ResourceVersionListInput, caller) async throws(ServiceError) in
            let versions = try await resources.versions(
                of: input.selector, after: try input.after(using: cursors), limit: input.page.limit, as: caller)
            return ResourceVersionPageBody(versions, limit: input.page.limit, cursors: cursors)
        }
        table.on(.post, "/resources/{type}/{id}/versions", .signedIn, "Add a version", errors: .native) {
            (input: AddResourceVersionBody, caller) async throws(ServiceError) in
            AddedResourceVersionBody(
                version: try await resources.addVersion(input.id, to: input.selector, as: caller))
        }
    }
}
