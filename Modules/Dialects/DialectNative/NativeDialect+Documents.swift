import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func documentEndpoints(_ table: inout EndpointTable) {
        documentEndpoints(&table, of: "/users/{id}", as: UserSelectorParameter.self)
        documentEndpoints(&table, of: "/groups/{id}", as: GroupHolder.self)
        documentEndpoints(&table, of: "/organizations/{id}", as: OrganizationHolder.self)
        documentEndpoints(&table, of: "/tenants/{id}", as: TenantHolder.self)
        documentEndpoints(&table, of: "/workspaces/{id}", as: WorkspaceHolder.self)
        ownDocumentEndpoints(&table)
    }

    private func documentEndpoints<Holder: DocumentHolderParameter>(
        _ table: inout EndpointTable, of address: String, as holder: Holder.Type
    ) {
        let documents = services.documents, noun = Holder.kind.rawValue
        let list = RoutePattern("\(address)/documents"), one = RoutePattern("\(address)/documents/{name}")
        table.on(.get, list, .signedIn, "List the documents of a \(noun)", errors: .native) {
            (input: DocumentHolderInput<Holder>, caller) async throws(ServiceError) in
            DocumentListBody(documents: try await documents.list(of: input.holder, as: caller))
        }
        table.on(.get, one, .signedIn, "Read a document of a \(noun)", errors: .native) {
            (input: DocumentInput<Holder>, caller) async throws(ServiceError) in
            DocumentBody(try await documents.read(input.name, of: input.holder, as: caller))
        }
        table.on(.put, one, .signedIn, "Store a document of a \(noun)", errors: .native) {
            (input: PutDocumentBody<Holder>, caller) async throws(ServiceError) in
            try await documents.put(input.name, input.text, of: input.holder, as: caller)
            return NoContent()
        }
        table.on(.patch, one, .signedIn, "Change some members of a document of a \(noun)", errors: .native) {
            (input: EditDocumentBody<Holder>, caller) async throws(ServiceError) in
            DocumentBody(
                text: try await documents.edit(input.name, of: input.holder, input.edit, as: caller))
        }
        table.on(.delete, one, .signedIn, "Remove a document of a \(noun)", errors: .native) {
            (input: DocumentInput<Holder>, caller) async throws(ServiceError) in
            try await documents.remove(input.name, of: input.holder, as: caller)
            return NoContent()
        }
    }

    private func ownDocumentEndpoints(_ table: inout EndpointTable) {
        let documents = services.documents
        table.on(.get, "/me/documents", .signedIn, "List one's own documents", errors: .native) {
            (_: NoInput, caller) async throws(ServiceError) in
            DocumentListBody(documents: try await documents.list(of: caller.ownDocuments, as: caller))
        }
        table.on(.get, "/me/documents/{name}", .signedIn, "Read a document of one's own", errors: .native) {
            (input: OwnDocumentInput, caller) async throws(ServiceError) in
            DocumentBody(try await documents.read(input.name, of: caller.ownDocuments, as: caller))
        }
        table.on(.put, "/me/documents/{name}", .signedIn, "Store a document of one's own", errors: .native) {
            (input: PutOwnDocumentBody, caller) async throws(ServiceError) in
            try await documents.put(input.name, input.text, of: caller.ownDocuments, as: caller)
            return NoContent()
        }
        table.on(
            .patch, "/me/documents/{name}", .signedIn, "Change some members of a document of one's own",
            errors: .native
        ) {
            (input: EditOwnDocumentBody, caller) async throws(ServiceError) in
            DocumentBody(
                text: try await documents.edit(input.name, of: caller.ownDocuments, input.edit, as: caller))
        }
        table.on(.delete, "/me/documents/{name}", .signedIn, "Remove a document of one's own", errors: .native) {
            (input: OwnDocumentInput, caller) async throws(ServiceError) in
            try await documents.remove(input.name, of: caller.ownDocuments, as: caller)
            return NoContent()
        }
    }
}

extension Caller {
    fileprivate var ownDocuments: DocumentHolder {
        get throws(ServiceError) { .user(.id(try requireAccount().user.id)) }
    }
}
