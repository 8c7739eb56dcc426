/// What is wrong with one field of an input.
public struct FieldProblem: Hashable, Sendable {
    public enum Rule: String, Hashable, Sendable {
        case missing, malformed, outOfRange, weak, unknown, duplicate, reserved
    }

    /// The path of the field in the terms of the core, for example `email` or `sources[1].settings.url`.
    public let field: String
    public let rule: Rule
    /// One sentence for the person who sent it. Never repeats a secret.
    public let message: String

    public init(_ field: String, _ rule: Rule, _ message: String) {
        self.field = field
        self.rule = rule
        self.message = message
    }
}

public enum EntityKind: String, Hashable, Sendable {
    case user, session, source, server, group, role, organization, tenant, workspace, resource, client, secret,
        credential, invitation, code, document, record, job
    case accessKey = "key"
    case signingKey = "signing-key"
}

public enum Refusal: Hashable, Sendable {
    case missingRight(Right)
    /// The target holds a right that the caller lacks: there is no path from weaker to stronger.
    case targetIsStronger
    /// The session was opened with a temporary password and may only choose an own one.
    case passwordChangeRequired
    /// The password was right, and the source that keeps it wants another one first.
    case passwordExpiredAtSource
    /// Somebody acts as another user: passwords, keys and secrets are out of reach then.
    case impersonating
    /// The target can't be impersonated by this caller: oneself, closed, stronger, or out of an impersonation.
    case cannotImpersonate
    /// Others decide this of an account: its end, its profile, and whether it is enabled.
    case ownAccount
    /// The caller's own account ends sooner than the end that it would give.
    case outlivesCaller
}

public enum Conflict: Hashable, Sendable {
    /// The last enabled super-admin can't be removed, disabled or demoted.
    case lastAdministrator
    /// There are users already, so nobody can be the first.
    case alreadyInitialized
    /// The caller edited an older version than the one on file.
    case versionMoved(current: Int)
    /// A group would stand above itself.
    case cycle
    /// Groups would stand higher above each other than the limit.
    case tooDeep(limit: Int)
    /// What would be removed still holds others.
    case notEmpty(EntityKind)
    /// Defined by the program, not by its users.
    case builtIn(EntityKind)
    /// A workspace keeps at least one owner.
    case lastOwner
    /// Nothing new comes into what is archived.
    case archived(EntityKind)
    /// As many users are active as the licence has seats.
    case noSeat(seats: Int)
    /// The people of the source are being brought in already.
    case syncUnderWay(SourceID)
}

public enum Dependency: Hashable, Sendable {
    case storage
    case source(SourceID)
    case mail
}

/// Everything that can go wrong in a use case. Closed on purpose: a new case must break every dialect's error table.
/// A wrong password is none of these; it is an answer (`AuthenticationOutcome.rejected`).
public enum ServiceError: Error, Hashable, Sendable {
    case invalidInput([FieldProblem])
    /// Nobody is signed in, or the proof was not accepted. Never says why.
    case unauthenticated
    case forbidden(Refusal)
    case notFound(EntityKind)
    case alreadyExists(EntityKind, field: String)
    case conflict(Conflict)
    /// Right in itself, but not for this entity, for example a password for a user of another source.
    case unsupported(String)
    case limited(retryAfterSeconds: Int)
    case unavailable(Dependency)
    /// The cause went to the log under this incident number.
    case internalFailure(incident: String)
}

extension ServiceError {
    /// Runs `body`; a known error passes, any other is reported to `unknown`, which makes it a known one.
    package static func boundary<Result>(
        unknown: (any Error) -> ServiceError, _ body: () throws -> Result
    ) throws(ServiceError) -> Result {
        do { return try body() } catch let known as ServiceError { throw known } catch { throw unknown(error) }
    }
}
