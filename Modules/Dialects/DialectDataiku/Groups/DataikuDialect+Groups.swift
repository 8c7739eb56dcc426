import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension DataikuDialect {
    func groupEndpoints(_ table: inout EndpointTable) {
        let groups = services.groups, documents = services.documents, sources = sources
        table.on(.get, "/groups", .signedIn, "List the names of groups", errors: .dataiku) {
            (_: NoInput, caller) async throws(ServiceError) in
            let all = try await groups.directory(as: caller)
            return JSONAnswer(.array(all.map { ["name": .string(WireName.wire($0.path))] }))
        }
        table.on(.get, "/admin/groups/", .signedIn, "List groups", errors: .dataiku) {
            (_: NoInput, caller) async throws(ServiceError) in
            let all = try await groups.all(as: caller)
            return JSONAnswer(.array(all.map { .object(GroupDefinition.summary($0, of: sources)) }))
        }
        table.on(.post, "/admin/groups/", .signedIn, "Create a group", errors: .dataiku) {
            (input: NewGroupInput, caller) async throws(ServiceError) in
            let group = try await groups.create(try input.definition.creation(of: sources), as: caller)
            return JSONAnswer(message: "Created group \(WireName.wire(group.path))")
        }
        table.on(.get, "/admin/groups/{name}", .signedIn, "Read a group", errors: .dataiku) {
            (input: GroupInput, caller) async throws(ServiceError) in
            let group = try await groups.read(input.name.group, as: caller)
            let annotation = try await documents.find(.dataiku, of: .group(group.group.id), as: caller)
            return JSONAnswer(object: GroupDefinition.object(group, annotation: annotation?.text, of: sources))
        }
        table.on(.put, "/admin/groups/{name}", .signedIn, "Save a group", errors: .dataiku) {
            (input: GroupDefinitionInput, caller) async throws(ServiceError) in
            let group = try await groups.read(input.name.group, as: caller)
            let edit = try input.definition.edit(of: group, sources)
            let edited = try await groups.edit(.id(group.group.id), edit, as: caller)
            return JSONAnswer(message: "Edited group \(WireName.wire(edited.path))")
        }
        table.on(.delete, "/admin/groups/{name}", .signedIn, "Delete a group", errors: .dataiku) {
            (input: GroupInput, caller) async throws(ServiceError) in
            try await groups.delete(input.name.group, as: caller)
            return NoContent()
        }
    }
}

private let groupParameter = ParameterDescription("name", .string, "A group, as lists show it.")

struct GroupInput: EndpointInput {
    static let description = InputDescription(path: [groupParameter])
    let name: WireName

    init(reading request: inout RequestReader) throws(ServiceError) { name = try request.groupPath() }
}

struct NewGroupInput: EndpointInput {
    static let description = InputDescription(form: .json)
    let definition: GroupDefinition

    init(reading request: inout RequestReader) throws(ServiceError) {
        definition = try GroupDefinition(request.wholeObject())
    }
}

struct GroupDefinitionInput: EndpointInput {
    static let description = InputDescription(path: [groupParameter], form: .json)
    let name: WireName
    let definition: GroupDefinition

    init(reading request: inout RequestReader) throws(ServiceError) {
        name = try request.groupPath()
        definition = try GroupDefinition(request.wholeObject())
    }
}
