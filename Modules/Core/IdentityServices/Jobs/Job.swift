package import IdentityCore

/// What can be done while its starter does something else.
package enum JobWork: Sendable {
    /// `nil` brings in nobody, and has come to its end at once.
    case sync(SyncRequest?)
    /// The names of the groups that people of the source are in.
    case externalGroups(SourceID)
    case externalPeople(SourceID, PersonFilter)
}

/// Whom to fetch from a source; exact, letter by letter.
package enum PersonFilter: Hashable, Sendable {
    case everybody
    case login(String)
    case email(String)
    case group(String)
}

package enum JobResult: Sendable {
    case synced(SyncReport?)
    case groups([String])
    case people([ExternalIdentity])
}

package struct Job: Sendable {
    package enum State: Sendable {
        case running
        case done(JobResult)
        case failed(ServiceError)
    }

    package let id: JobID
    package let state: State
}
