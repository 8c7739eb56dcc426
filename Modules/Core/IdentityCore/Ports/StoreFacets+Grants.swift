package import FoundationEssentials

package protocol RefreshFamilyReading {
    func find(_ id: RefreshFamilyID) throws(ServiceError) -> RefreshFamily?
    /// Oldest first: which clients use a session.
    func list(of session: SessionID) throws(ServiceError) -> [RefreshFamily]
    /// Newest first, of one client.
    func list(_ query: RefreshFamilyQuery) throws(ServiceError) -> [RefreshFamily]
}

/// One page of what a client was granted, newest first.
package struct RefreshFamilyQuery: Hashable, Sendable {
    package var client: ClientID
    package var isOffline: Bool?
    package var after: RefreshFamilyPosition?
    package var limit: Int

    package init(
        client: ClientID, isOffline: Bool? = nil, after: RefreshFamilyPosition? = nil, limit: Int
    ) {
        self.client = client
        self.isOffline = isOffline
        self.after = after
        self.limit = limit
    }
}

/// Where a page of families ended.
package struct RefreshFamilyPosition: Hashable, Sendable {
    package var createdAt: Date
    package var id: RefreshFamilyID

    package init(_ family: RefreshFamily) {
        createdAt = family.createdAt
        id = family.id
    }
}

package protocol RefreshFamilyWriting {
    /// - Throws: `notFound(.session)` when session or client are not there.
    func insert(_ family: RefreshFamily) throws(ServiceError)
    /// Stores what may change of a family.
    /// - Throws: `notFound(.session)` when it has ended.
    func replace(_ family: RefreshFamily) throws(ServiceError)
    /// - Returns: whether there was one.
    func remove(_ id: RefreshFamilyID) throws(ServiceError) -> Bool
    /// Removes at most `limit` families whose time ended before `moment`.
    /// - Returns: how many were removed.
    func removeExpired(before moment: Date, limit: Int) throws(ServiceError) -> Int
}

package protocol GrantReading {
    func code(_ digest: TokenDigest) throws(ServiceError) -> AuthorizationCode?
    func device(_ digest: TokenDigest) throws(ServiceError) -> DeviceGrant?
    func device(userCode: String) throws(ServiceError) -> DeviceGrant?
}

/// Authorization codes and device grants; both end with their session and with their client.
package protocol GrantWriting {
    /// - Throws: `notFound(.session)`; `alreadyExists(.code, field: "digest")`.
    func insert(_ code: AuthorizationCode) throws(ServiceError)
    /// Notes the first use of a code, and the sessions that it belongs to from then on.
    /// - Throws: `notFound(.code)`; `notFound(.session)`.
    func replace(_ code: AuthorizationCode) throws(ServiceError)
    /// - Throws: `alreadyExists(.code, field: "digest")` or `"userCode"`; `notFound(.session)` when the client is gone.
    func insert(_ device: DeviceGrant) throws(ServiceError)
    /// Stores the decision and the time of the last question.
    /// - Throws: `notFound(.code)`; `notFound(.session)` when the session of the decision is not there.
    func replace(_ device: DeviceGrant) throws(ServiceError)
    /// - Returns: whether there was one.
    func removeDevice(_ digest: TokenDigest) throws(ServiceError) -> Bool
    /// Removes at most `limit` codes and as many devices whose time ended before `moment`.
    /// - Returns: how many were removed.
    func removeExpiredGrants(before moment: Date, limit: Int) throws(ServiceError) -> Int
}
