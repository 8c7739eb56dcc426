package import FoundationEssentials

package protocol InvitationReading {
    func find(_ id: InvitationID) throws(ServiceError) -> Invitation?
    func find(of user: UserID) throws(ServiceError) -> Invitation?
    /// Newest first, ties by id.
    func list(_ query: InvitationQuery) throws(ServiceError) -> [Invitation]
}

/// An invitation is removed with its user only.
package protocol InvitationWriting {
    /// - Throws: `alreadyExists(.invitation, field:)` with `id` or `user`; `notFound(.user)`.
    func insert(_ invitation: Invitation) throws(ServiceError)
    /// Stores what may change of the invitation with that id.
    /// - Throws: `notFound(.invitation)`.
    func replace(_ invitation: Invitation) throws(ServiceError)
}

/// Tells nothing of time: whether a code is still good is the caller's to ask.
package protocol OneTimeCodeReading {
    /// `nil` also for a code of another purpose.
    func find(_ digest: TokenDigest, for purpose: OneTimeCode.Purpose) throws(ServiceError) -> OneTimeCode?
    func find(of user: UserID, for purpose: OneTimeCode.Purpose) throws(ServiceError) -> OneTimeCode?
}

package protocol OneTimeCodeWriting {
    /// Stores the code in the place of the user's earlier one of that purpose.
    /// - Throws: `notFound(.user)`; `alreadyExists(.code, field: "digest")` for the digest of another code.
    func put(_ code: OneTimeCode) throws(ServiceError)
    /// Removes the code: of many who offer it, one gets it.
    /// - Returns: `nil` when there is none, also for one of another purpose, which stays.
    func take(_ digest: TokenDigest, for purpose: OneTimeCode.Purpose) throws(ServiceError) -> OneTimeCode?
    /// Whatever the purpose.
    func removeAll(of user: UserID) throws(ServiceError)
    /// Removes at most `limit` codes whose time ended before `moment`.
    /// - Returns: how many were removed.
    func removeExpired(before moment: Date, limit: Int) throws(ServiceError) -> Int
}
