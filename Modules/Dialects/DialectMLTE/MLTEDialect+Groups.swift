import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension MLTEDialect {
    func groupEndpoints(_ table: inout EndpointTable) {
        let delegation = delegation
        table.on(.get, "/group", .signedIn, "List the names of all groups", errors: .mlte) {
            (_: IgnoringInput, caller) async throws(ServiceError) in
            NamesAnswer(try await delegation.groups(as: caller).map(\.path))
        }
        table.on(.get, "/groups/details", .signedIn, "List all groups", errors: .mlte) {
            (_: IgnoringInput, caller) async throws(ServiceError) in
            GroupsAnswer(groups: try await delegation.groups(as: caller))
        }
        table.on(.post, "/group", .signedIn, "Create a group", errors: .mlte) {
            (input: BodyInput, caller) async throws(ServiceError) in
            try await delegation.require(ResourceAction.create, on: .groups, as: caller)
            return try await input.whenValid(GroupModel.self) { group throws(ServiceError) in
                GroupAnswer(
                    group: try await delegation.createGroup(
                        group.name, holding: group.permissions.map(\.named), as: caller))
            }
        }
        table.on(.put, "/group", .signedIn, "Replace the permissions of a group", errors: .mlte) {
            (input: BodyInput, caller) async throws(ServiceError) in
            try await delegation.require(
                ResourceAction.edit, on: .group(input.key("name") ?? ""), as: caller)
            return try await input.whenValid(GroupModel.self) { group throws(ServiceError) in
                GroupAnswer(
                    group: try await delegation.replaceGroup(
                        group.name, holding: group.permissions.map(\.named), inPlaceOf: WirePermission.speaksOf,
                        as: caller))
            }
        }
        table.on(.get, "/group/{name}", .signedIn, "Read a group", errors: .mlte) {
            (input: NameInput, caller) async throws(ServiceError) in
            GroupAnswer(group: try await delegation.group(input.name, as: caller))
        }
        table.on(.delete, "/group/{name}", .signedIn, "Delete a group", errors: .mlte) {
            (input: NameInput, caller) async throws(ServiceError) in
            GroupAnswer(group: try await delegation.deleteGroup(input.name, as: caller))
        }
    }

    func permissionEndpoints(_ table: inout EndpointTable) {
        let delegation = delegation
        table.on(.get, "/groups/permissions", .signedIn, "List the permissions that groups hold", errors: .mlte) {
            (_: IgnoringInput, caller) async throws(ServiceError) in
            NamesAnswer(WirePermission.all(of: try await delegation.permissions(as: caller)).map(\.text))
        }
        table.on(.get, "/groups/permissions/details", .signedIn, "The same as objects", errors: .mlte) {
            (_: IgnoringInput, caller) async throws(ServiceError) in
            PermissionsAnswer(permissions: WirePermission.all(of: try await delegation.permissions(as: caller)))
        }
        table.on(.get, "/groups/permission/{text}", .signedIn, "Read one of the permissions", errors: .mlte) {
            (input: NameInput, caller) async throws(ServiceError) in
            let all = WirePermission.all(of: try await delegation.permissions(as: caller))
            guard let found = all.first(where: { $0.text == input.name }) else {
                return Checked<PermissionAnswer>.refused(.detail(404, Wording.noPermission(input.name)))
            }
            return .answer(PermissionAnswer(permission: found))
        }
    }

    func modelEndpoints(_ table: inout EndpointTable) {
        let delegation = delegation, type = Vocabulary.model
        table.on(.get, "/model", .signedIn, "List the models", errors: .mlte) {
            (_: IgnoringInput, caller) async throws(ServiceError) in
            NamesAnswer(try await delegation.resources(type: type, as: caller).map(\.id))
        }
        table.on(.post, "/model", .signedIn, "Create a model", errors: .mlte) {
            (input: BodyInput, caller) async throws(ServiceError) in
            let key = input.key("identifier")
            try await delegation.require(
                ResourceAction.create, on: key.map { .resource(type: type, id: $0) } ?? .resources(type: type),
                as: caller)
            return try await input.whenValid(NewModel.self) { model throws(ServiceError) in
                ModelAnswer(
                    model: try await delegation.createResource(
                        model.identifier, type: type, versions: model.versions,
                        companions: Vocabulary.companions(of: .model, model.identifier), as: caller))
            }
        }
        table.on(.get, "/model/{id}", .signedIn, "Read a model", errors: .mlte) {
            (input: NameInput, caller) async throws(ServiceError) in
            ModelAnswer(model: try await delegation.resource(input.name, type: type, as: caller))
        }
        table.on(.delete, "/model/{id}", .signedIn, "Delete a model", errors: .mlte) {
            (input: NameInput, caller) async throws(ServiceError) in
            try await delegation.require(ResourceAction.delete, on: .resource(type: type, id: input.name), as: caller)
            return ModelAnswer(
                model: try await delegation.deleteResource(
                    input.name, type: type, companions: Vocabulary.companions(of: .model, input.name), as: caller))
        }
    }
}
