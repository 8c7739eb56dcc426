import FoundationEssentials
import IdentityCore
import SQLiteKit
import Threading

/// What an error becomes for the caller, and what is told to the operator.
final class StorageFaults: Sendable {
    private let ids: any IDGenerator
    private let report: @Sendable (_ incident: String, _ cause: String) -> Void
    /// The outage that was reported last, so that a thousand refused requests make one line.
    private let lastOutage = Locked<Outage?>(nil)

    /// Why the store can't be used.
    enum Outage: Hashable, Sendable {
        case sqlite(SQLiteError.Kind)
        case missingFile
        case replacedFile
        /// The write-ahead log of another file.
        case foreignLog
        /// The schema isn't the one that this program knows.
        case schema(SQLiteOpenProblem)
    }

    init(ids: any IDGenerator, report: @escaping @Sendable (_ incident: String, _ cause: String) -> Void) {
        self.ids = ids
        self.report = report
    }

    /// - Parameter referent: what a reference that can't be kept is to.
    func serviceError(for error: SQLiteError, referent: EntityKind = .user) -> ServiceError {
        switch error.kind {
        case .uniqueViolation(let columns):
            return Self.alreadyExists[columns] ?? incident("\(error)")
        case .foreignKeyViolation:
            return .notFound(referent)
        case .busy, .full, .readOnly, .inputOutput, .cannotOpen, .corrupt, .notADatabase, .interrupted, .outOfMemory:
            return outage(.sqlite(error.kind), cause: "\(error)")
        case .otherConstraint, .unexpectedValue, .other:
            return incident("\(error)")
        }
    }

    func serviceError(for problem: SQLiteOpenProblem) -> ServiceError {
        if case .sqlite(_, let error) = problem { return serviceError(for: error) }
        return outage(.schema(problem), cause: problem.description)
    }

    /// For what a transaction's closure threw. Only the type is told: the text might hold values.
    func unknown(_ error: any Error) -> ServiceError {
        if let error = error as? SQLiteError { return serviceError(for: error) }
        return incident("a transaction threw \(type(of: error))")
    }

    /// - Returns: what the caller is told.
    func outage(_ outage: Outage, cause: String) -> ServiceError {
        let isNews = lastOutage.withLock { last in
            defer { last = outage }
            return last != outage
        }
        if isNews { _ = incident(cause) }
        return .unavailable(.storage)
    }

    /// A commit went through: the next outage is news again.
    func noteRecovery() { lastOutage.withLock { $0 = nil } }

    private func incident(_ cause: String) -> ServiceError {
        let incident = ids.uuid().uuidString.lowercased()
        report(incident, cause)
        return .internalFailure(incident: incident)
    }

    private static let alreadyExists: [String: ServiceError] = [
        "users.id": .alreadyExists(.user, field: "id"),
        "users.login_key": .alreadyExists(.user, field: "login"),
        "users.email_key": .alreadyExists(.user, field: "email"),
        "users.source, users.external_id": .alreadyExists(.user, field: "externalID"),
        "groups.id": .alreadyExists(.group, field: "id"),
        "groups.parent, groups.name_key": .alreadyExists(.group, field: "name"),
        "groups.organization, groups.name_key": .alreadyExists(.group, field: "name"),
        "roles.role": .alreadyExists(.role, field: "name"),
        "roles.client, roles.role_key": .alreadyExists(.role, field: "name"),
        "organizations.id": .alreadyExists(.organization, field: "id"),
        "tenants.id": .alreadyExists(.tenant, field: "id"),
        "sessions.id": .alreadyExists(.session, field: "id"),
        "sessions.digest": .alreadyExists(.session, field: "digest"),
        "workspaces.id": .alreadyExists(.workspace, field: "id"),
        "workspaces.organization, workspaces.name": .alreadyExists(.workspace, field: "name"),
        "access_keys.id": .alreadyExists(.accessKey, field: "id"),
        "access_keys.digest": .alreadyExists(.accessKey, field: "digest"),
        "access_keys.previous_digest": .alreadyExists(.accessKey, field: "digest"),
        "access_keys.user, access_keys.name_key": .alreadyExists(.accessKey, field: "name"),
        "access_keys.organization, access_keys.name_key": .alreadyExists(.accessKey, field: "name"),
        "invitations.id": .alreadyExists(.invitation, field: "id"),
        "invitations.user": .alreadyExists(.invitation, field: "user"),
        "one_time_codes.digest": .alreadyExists(.code, field: "digest"),
        "clients.id": .alreadyExists(.client, field: "id"),
        "client_settings.key": .alreadyExists(.client, field: "key"),
        "authorization_codes.digest": .alreadyExists(.code, field: "digest"),
        "device_grants.digest": .alreadyExists(.code, field: "digest"),
        "device_grants.user_code": .alreadyExists(.code, field: "userCode"),
        "resources.organization, resources.type, resources.id": .alreadyExists(.resource, field: "id"),
        "resource_versions.type, resource_versions.resource, resource_versions.id":
            .alreadyExists(.resource, field: "version"),
    ]
}

extension SQLiteError {
    /// Whether the connection may have gone wrong with its file, so that only a new one can find it mended.
    var spoilsConnection: Bool {
        switch kind {
        case .readOnly, .inputOutput, .cannotOpen, .corrupt, .notADatabase, .outOfMemory: true
        default: false
        }
    }
}
