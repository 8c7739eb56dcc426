import FoundationEssentials
package import IdentityCore

/// What a caller may do with a user.
package struct UserAccess: Hashable, Sendable {
    package let view: Bool
    package let manage: Bool
    package let changeGroups: Bool
    package let changeRoles: Bool
    package let impersonate: Bool
}

/// A user with what belongs to it, read at once.
package struct UserRecord: Sendable {
    package let user: User
    package let access: UserAccess
    /// The one that was asked for, if there is one.
    package let document: Document?
}

extension UserService {
    /// One user of the organization. Everybody may read themselves.
    /// - Throws: `notFound(.user)` also for a user of another organization.
    package func record(
        of id: UserID, in organization: OrganizationID, with document: DocumentName? = nil, as caller: Caller
    ) async throws(ServiceError) -> UserRecord {
        try caller.requireFullSession()
        let now = hands.clock.now()
        if id != caller.userID { try caller.require(.readUsers) }
        return try await storage.read(.point) { store in
            guard let user = try store.users.find(.id(id)), user.organization == organization,
                user.id == caller.userID || caller.reaches(organization, with: .readUsers)
            else { throw ServiceError.notFound(.user) }
            return try records(of: [user], with: document, in: store, as: caller, at: now)[0]
        }
    }

    func records(
        of users: [User], with name: DocumentName?, in store: any StoreReading, as caller: Caller, at now: Date
    ) throws(ServiceError) -> [UserRecord] {
        var documents: [DocumentOwner: Document] = [:]
        if let name {
            for document in try store.documents.list(name, of: users.map { .user($0.id) }) {
                documents[document.owner] = document
            }
        }
        return try users.map { (user) throws(ServiceError) in
            UserRecord(
                user: user, access: try access(to: user, in: store, as: caller, at: now),
                document: documents[.user(user.id)])
        }
    }

    private func access(
        to user: User, in store: any StoreReading, as caller: Caller, at now: Date
    ) throws(ServiceError) -> UserAccess {
        func reaches(_ right: Right) -> Bool { caller.reaches(user.organization, with: right) }
        let isActing = caller.account?.mayAct(asEqualOf: user, at: now) ?? false
        let asks = isActing || reaches(.manageUsers) || reaches(.manageGroups)
        let isStronger = asks ? try caller.isAsStrong(as: Authorization.grants(of: user, in: store)) : false
        return UserAccess(
            view: user.id == caller.userID || reaches(.readUsers), manage: isStronger && reaches(.manageUsers),
            changeGroups: isStronger && reaches(.manageGroups), changeRoles: isStronger && reaches(.manageUsers),
            impersonate: isStronger && isActing)
    }
}
