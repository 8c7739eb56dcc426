package import IdentityCore

/// One user of an import.
package struct ImportedUser: Sendable {
    /// What a row can say of a user.
    package enum Field: String, Hashable, Sendable, CaseIterable {
        case login, email, displayName, givenName, familyName, enabled, roles, groups, organization, tenant, source,
            externalID, emailVerified, profile, trialGrantedOn, trialExpiresOn, validUntil, passwordHash,
            passwordChangeRequired
    }

    /// A new user becomes this.
    package var user: CreateUser
    /// What was said, if only that there is none; the rest stays as it is when a user is updated.
    package var given: Set<Field>

    package init(_ user: CreateUser, given: Set<Field>) {
        self.user = user
        self.given = given
    }
}

/// What happens to a row whose login is there already.
package enum ExistingUsers: String, Hashable, Sendable, CaseIterable {
    case refuse, skip, update
}

/// What became of one row.
package enum ImportDecision: Hashable, Sendable {
    case created, updated, skipped
    case refused(ServiceError)
}

extension ImportedUser {
    /// The same as a change of a user that is there. A hash and what follows from it are no part of it.
    package var edit: EditUser {
        func change<Value>(_ field: Field, _ value: Value?) -> Change<Value> {
            given.contains(field) ? value.map(Change.set) ?? .clear : .keep
        }
        var edit = EditUser()
        edit.email = change(.email, user.email)
        edit.displayName = given.contains(.displayName) ? user.displayName ?? user.login : nil
        edit.givenName = change(.givenName, user.givenName)
        edit.familyName = change(.familyName, user.familyName)
        edit.isEmailVerified = given.contains(.emailVerified) ? user.isEmailVerified : nil
        edit.profile = change(.profile, user.profile)
        edit.trial = given.contains(.trialExpiresOn) ? change(.trialExpiresOn, user.trial) : .keep
        edit.validUntil = change(.validUntil, user.validUntil)
        edit.organization = user.organization
        edit.tenant = user.tenant
        edit.roles = given.contains(.roles) ? user.roles : nil
        edit.groups = given.contains(.groups) ? user.groups : nil
        edit.isEnabled = given.contains(.enabled) ? user.isEnabled : nil
        return edit
    }
}
