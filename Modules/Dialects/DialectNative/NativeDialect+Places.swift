import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func organizationEndpoints(_ table: inout EndpointTable) {
        let organizations = services.organizations, cursors = cursors, prefix = table.prefix
        table.on(.get, "/organizations", .signedIn, "List organizations", errors: .native) {
            (input: PlaceListInput, caller) async throws(ServiceError) in
            let page = try await organizations.list(
                after: input.page.id(using: cursors), limit: input.page.limit, as: caller)
            return PlacePageBody(page, limit: input.page.limit, cursors: cursors)
        }
        table.on(
            .post, "/organizations", .signedIn, "Create an organization with a tenant of its name", errors: .native
        ) {
            (input: CreateOrganizationBody, caller) async throws(ServiceError) in
            CreatedPlaceBody(
                try await organizations.create(input.command, as: caller), in: "\(prefix)/organizations")
        }
        table.on(.get, "/organizations/{id}", .signedIn, "Read an organization", errors: .native) {
            (input: PlaceSelectorInput<OrganizationKind>, caller) async throws(ServiceError) in
            PlaceBody(try await organizations.read(input.id, as: caller))
        }
        table.on(.patch, "/organizations/{id}", .signedIn, "Rename an organization", errors: .native) {
            (input: RenamePlaceBody<OrganizationKind>, caller) async throws(ServiceError) in
            PlaceBody(
                try await organizations.edit(input.id, name: input.name, ifVersion: input.ifVersion, as: caller))
        }
        table.on(.delete, "/organizations/{id}", .signedIn, "Delete an empty organization", errors: .native) {
            (input: DeletePlaceInput<OrganizationKind>, caller) async throws(ServiceError) in
            try await organizations.delete(input.id, ifVersion: input.ifVersion, as: caller)
            return NoContent()
        }
    }

    func tenantEndpoints(_ table: inout EndpointTable) {
        let tenants = services.tenants, cursors = cursors, prefix = table.prefix
        table.on(.get, "/tenants", .signedIn, "List tenants", errors: .native) {
            (input: TenantListInput, caller) async throws(ServiceError) in
            let page = try await tenants.list(
                of: input.organization, after: input.page.id(using: cursors), limit: input.page.limit, as: caller)
            return PlacePageBody(page, limit: input.page.limit, cursors: cursors)
        }
        table.on(.post, "/tenants", .signedIn, "Create a tenant", errors: .native) {
            (input: CreateTenantBody, caller) async throws(ServiceError) in
            CreatedPlaceBody(try await tenants.create(input.command, as: caller), in: "\(prefix)/tenants")
        }
        table.on(.get, "/tenants/{id}", .signedIn, "Read a tenant", errors: .native) {
            (input: PlaceSelectorInput<TenantKind>, caller) async throws(ServiceError) in
            PlaceBody(try await tenants.read(input.id, as: caller))
        }
        table.on(.patch, "/tenants/{id}", .signedIn, "Rename a tenant", errors: .native) {
            (input: RenamePlaceBody<TenantKind>, caller) async throws(ServiceError) in
            PlaceBody(try await tenants.edit(input.id, name: input.name, ifVersion: input.ifVersion, as: caller))
        }
        table.on(.delete, "/tenants/{id}", .signedIn, "Delete an empty tenant", errors: .native) {
            (input: DeletePlaceInput<TenantKind>, caller) async throws(ServiceError) in
            try await tenants.delete(input.id, ifVersion: input.ifVersion, as: caller)
            return NoContent()
        }
    }

    func clientEndpoints(_ table: inout EndpointTable) {
        let clients = services.clients, cursors = cursors, prefix = table.prefix
        table.on(.get, "/clients", .signedIn, "List clients", errors: .native) {
            (input: PlaceListInput, caller) async throws(ServiceError) in
            let page = try await clients.list(
                after: input.page.id(using: cursors), limit: input.page.limit, as: caller)
            return PlacePageBody(page, limit: input.page.limit, cursors: cursors)
        }
        table.on(.post, "/clients", .signedIn, "Create a client", errors: .native) {
            (input: CreateClientBody, caller) async throws(ServiceError) in
            CreatedPlaceBody(try await clients.create(input.command, as: caller), in: "\(prefix)/clients")
        }
        table.on(.get, "/clients/{id}", .signedIn, "Read a client", errors: .native) {
            (input: PlaceSelectorInput<ClientKind>, caller) async throws(ServiceError) in
            PlaceBody(try await clients.read(input.id, as: caller))
        }
        table.on(.patch, "/clients/{id}", .signedIn, "Edit, enable or disable a client", errors: .native) {
            (input: EditClientBody, caller) async throws(ServiceError) in
            PlaceBody(try await clients.edit(input.id, input.edit, as: caller))
        }
        table.on(.get, "/clients/{id}/secret", .signedIn, "Read the secret of a client", errors: .native) {
            (input: PlaceSelectorInput<ClientKind>, caller) async throws(ServiceError) in
            ClientSecretBody(secret: try await clients.secret(of: input.id, as: caller))
        }
        table.on(.post, "/clients/{id}/secret", .signedIn, "Give a client a new secret", errors: .native) {
            (input: PlaceSelectorInput<ClientKind>, caller) async throws(ServiceError) in
            ClientSecretBody(secret: try await clients.renewSecret(of: input.id, as: caller))
        }
        table.on(.delete, "/clients/{id}", .signedIn, "Delete a client without roles", errors: .native) {
            (input: DeletePlaceInput<ClientKind>, caller) async throws(ServiceError) in
            try await clients.delete(input.id, ifVersion: input.ifVersion, as: caller)
            return NoContent()
        }
    }
}
