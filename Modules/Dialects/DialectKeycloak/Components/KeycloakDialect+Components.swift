import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    private static let configured =
        "Directories are configured by the operator, in the configuration file; try settings with testLDAPConnection."

    func componentEndpoints(_ table: inout EndpointTable) {
        let dialect = self
        let all: RoutePattern = "/admin/realms/{realm}/components"
        let one: RoutePattern = "/admin/realms/{realm}/components/{id}"
        table.on(.get, all, .signedIn, "List the directories of a realm", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let type = request.query.filled("type"), name = request.query.filled("name")
            let parent = request.query.filled("parent")
            let sources = try await dialect.directories(of: realm, as: caller).filter { source in
                (type ?? ComponentRepresentation.providerType) == ComponentRepresentation.providerType
                    && (name ?? source.id.rawValue) == source.id.rawValue && (parent ?? realm.name) == realm.name
            }
            return Answer.list(sources.map { ComponentRepresentation.write($0, of: realm) })
        }
        table.on(.get, one, .signedIn, "Read a directory of a realm", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let source = try await dialect.directory(request, of: realm, as: caller)
            return Answer.json(.object(ComponentRepresentation.write(source, of: realm)))
        }
        for (method, path) in [(HTTPMethod.post, all), (.put, one), (.delete, one)] {
            table.on(method, path, .signedIn, "Not served: directories are configured", errors: .keycloak) {
                (request: AdminRequest, caller) async throws(ServiceError) in
                let realm = try await dialect.realm(request, as: caller)
                // Whoever may not even see them is refused first.
                _ = try await dialect.directories(of: realm, as: caller)
                return Answer.notServed(Self.configured)
            }
        }
        syncEndpoints(&table)
    }

    private func syncEndpoints(_ table: inout EndpointTable) {
        let sync = services.sync, sources = services.sources, dialect = self
        table.on(
            .post, "/admin/realms/{realm}/user-storage/{id}/sync", .signedIn, "Bring in the people of a directory",
            errors: .keycloak
        ) { (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let source = try await dialect.directory(request, of: realm, as: caller)
            guard let action = request.query.filled("action") else {
                throw ServiceError.invalidInput([FieldProblem("action", .missing, "Missing action")])
            }
            // A run compares everybody; what has not changed costs no write.
            guard ["triggerFullSync", "triggerChangedUsersSync"].contains(action) else {
                let shown = String(action.prefix(64))
                throw ServiceError.invalidInput([FieldProblem("action", .unknown, "Unknown action: \(shown)")])
            }
            return Self.answer(try await sync.run(SyncRequest(of: source.id), as: caller))
        }
        table.on(
            .post, "/admin/realms/{realm}/testLDAPConnection", .signedIn, "Try settings of a directory",
            errors: .keycloak
        ) { (request: AdminRequest, caller) async throws(ServiceError) in
            _ = try await dialect.realm(request, as: caller)
            let test = try ConnectionTest(try request.object())
            let report = try await sources.examine(test.draft, as: caller)
            guard let word = test.failure(in: report) else { return Answer.done }
            return Answer.refused(400, word)
        }
    }

    private static func answer(_ report: SyncReport) -> Answer {
        switch report.outcome {
        case .done: break
        case .failed(let failure): return Answer.refused(500, failure.words)
        case .interrupted: return Answer.refused(500, "The run was interrupted; the next one goes on")
        case .stoppedByGuard:
            return Answer.refused(
                409, "The run would disable or remove too many users; look at it with 'gatehouse source sync --dry-run'"
            )
        }
        let added = report[.created], updated = report[.refreshed] + report[.returned]
        return Answer.json([
            "ignored": false, "added": .integer(Int64(added)), "updated": .integer(Int64(updated)),
            "removed": .integer(Int64(report[.deleted] + report[.withdrawn])),
            "failed": .integer(Int64(report.conflictCount + report.defectCount)),
            "status": .string("\(added) imported users, \(updated) updated users"),
        ])
    }

    /// Sources of the kind whose people belong to the realm.
    private func directories(of realm: Realm, as caller: Caller) async throws(ServiceError) -> [SourceSummary] {
        try await services.sources.list(as: caller).filter {
            $0.kind.rawValue == ComponentRepresentation.providerID && $0.policy.organization == realm.organization
        }
    }

    private func directory(
        _ request: AdminRequest, of realm: Realm, as caller: Caller
    ) async throws(ServiceError) -> SourceSummary {
        let id = ComponentID(request.parts[1])
        guard let source = try await directories(of: realm, as: caller).first(where: { $0.id == id?.source }) else {
            throw .notFound(.source)
        }
        return source
    }
}
