import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension DataikuDialect {
    /// What is brought in from sources: everything is started with one call and asked after with others.
    func supplierEndpoints(_ table: inout EndpointTable) {
        let jobs = services.jobs, users = services.users, sources = sources
        /// Starts it and says how to ask after it.
        @Sendable func start(_ work: JobWork, as caller: Caller) async throws(ServiceError) -> JSONAnswer {
            FutureForm.answer(try await jobs.start(work, as: caller), .running)
        }
        table.on(.post, "/admin/users/{login}/actions/resync", .signedIn, "Follow the source", errors: .dataiku) {
            (input: LoginActionInput, caller) async throws(ServiceError) in
            let user = try await users.read(input.name.user, as: caller)
            return try await start(
                .sync(SyncRequest(of: user.source, scope: .logins([user.login.display]))), as: caller)
        }
        table.on(.post, "/admin/users/actions/resync-multi", .signedIn, "Follow the source", errors: .dataiku) {
            (input: ResyncInput, caller) async throws(ServiceError) in
            guard let scope = input.scope else { return try await start(.sync(nil), as: caller) }
            let source = try sources.source(for: "LDAP", field: "userSourceType")
            return try await start(.sync(SyncRequest(of: source, scope: scope)), as: caller)
        }
        table.on(.post, "/admin/users/actions/provision", .signedIn, "Bring people in", errors: .dataiku) {
            (input: ProvisionInput, caller) async throws(ServiceError) in
            let source = try sources.source(for: input.sourceType, field: "userSourceType")
            guard !input.logins.isEmpty else { return try await start(.sync(nil), as: caller) }
            return try await start(.sync(SyncRequest(of: source, scope: .logins(input.logins))), as: caller)
        }
        table.on(.get, "/admin/external-groups", .signedIn, "Fetch the groups of a source", errors: .dataiku) {
            (input: ExternalGroupsInput, caller) async throws(ServiceError) in
            let source = try sources.source(for: input.sourceType, field: "userSourceType")
            return try await start(.externalGroups(source), as: caller)
        }
        table.on(.get, "/admin/external-users", .signedIn, "Fetch people of a source", errors: .dataiku) {
            (input: ExternalUsersInput, caller) async throws(ServiceError) in
            let source = try sources.source(for: input.sourceType, field: "userSourceType")
            return try await start(.externalPeople(source, input.filter), as: caller)
        }
        table.on(.get, "/futures/{id}", .signedIn, "Ask after a future", errors: .dataiku) {
            (input: FutureInput, caller) async throws(ServiceError) in
            let job = try await jobs.read(input.id, as: caller)
            if case .failed(let error) = job.state { throw error }
            return FutureForm.answer(job.id, job.state)
        }
        table.on(.delete, "/futures/{id}", .signedIn, "Abort a future", errors: .dataiku) {
            (input: FutureInput, caller) async throws(ServiceError) in
            try await jobs.cancel(input.id, as: caller)
            return NoContent()
        }
    }
}

/// A job as the client asks after it.
enum FutureForm {
    static func answer(_ id: JobID, _ state: Job.State) -> JSONAnswer {
        var object: JSONObject = ["jobId": .string(id.description), "hasResult": false, "alive": true]
        if case .done(let result) = state {
            object["hasResult"] = true
            object["alive"] = false
            object["result"] = json(result)
        }
        return JSONAnswer(object: object)
    }

    private static func json(_ result: JobResult) -> JSONValue {
        switch result {
        case .groups(let names): .array(names.map(JSONValue.string))
        case .people(let people): .array(people.map(person))
        case .synced(let report): .object(report.map(summary) ?? ["read": 0])
        }
    }

    private static func person(_ person: ExternalIdentity) -> JSONValue {
        [
            "login": .string(person.login), "displayName": .string(person.displayName),
            "email": person.email.map(JSONValue.string) ?? .null,
            "groups": .array((person.groups ?? []).sorted().map(JSONValue.string)),
        ]
    }

    private static func summary(_ report: SyncReport) -> JSONObject {
        var object: JSONObject = ["source": .string(report.source.rawValue), "read": .integer(Int64(report.read))]
        for deed in SyncDeed.allCases { object[deed.rawValue] = .integer(Int64(report[deed])) }
        object["conflicts"] = .integer(Int64(report.conflictCount))
        object["unknown"] = .array(report.unknown.map(JSONValue.string))
        return object
    }
}
