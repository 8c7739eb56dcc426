import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension WaiiDialect {
    func ownEndpoints(_ table: inout EndpointTable) {
        let documents = services.documents
        table.call("/get-user-info", "Say who one is") { (_: NoFields, caller) async throws(ServiceError) in
            try caller.requireFullSession()
            let who = WhoAnswer(user: try caller.requireAccount().user, grants: caller.grants)
            return Answer { who.write(to: &$0) }
        }
        table.call("/update-config", "Change one's settings") { (body: ConfigBody, caller) async throws(ServiceError) in
            let own = DocumentHolder.user(.id(try caller.requireAccount().user.id))
            var configs: JSONObject?
            if body.isEmpty {
                configs = try await documents.find(.configuration, of: own, as: caller)?.object
            } else {
                let edit = DocumentEdit(setting: body.updated, removing: body.deleted)
                configs = JSONObject(document: try await documents.edit(.configuration, of: own, edit, as: caller))
            }
            let shown = configs ?? JSONObject()
            return Answer { $0.field("configs", .object(shown)) }
        }
    }

    /// Gatehouse keeps people, not connections to databases: the list, which clients read before anything else, is empty.
    func connectionEndpoint(_ table: inout EndpointTable) {
        table.call("/update-db-connect-info", "List the connections") {
            (body: ConnectionBody, caller) async throws(ServiceError) in
            try caller.requireFullSession()
            guard !body.isChange else { throw .unsupported("Connections to databases are not kept here.") }
            return Answer { writer in
                writer.array("connectors") { _ in }
                for name: StaticString in ["diagnostics", "default_db_connection_key", "connector_status"] {
                    writer.null(name)
                }
            }
        }
    }
}
