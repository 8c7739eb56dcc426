/// Codes that chain audit records. Keyed, so that who can edit the store but has no key can't make them.
package protocol AuditChaining: Sendable {
    /// Names the key that `code` uses. Says nothing of the key.
    var currentKeyID: String { get }
    func code(for bytes: [UInt8]) -> [UInt8]
    /// In constant time. `false` when there is no key of that name.
    func verify(_ code: [UInt8], for bytes: [UInt8], keyID: String) -> Bool
    func knows(keyID: String) -> Bool
}

package protocol AuditReading {
    /// In the order of the commits or against it.
    func list(_ query: AuditQuery) throws(ServiceError) -> AuditPage
    /// What the chain is checked by: all rows behind `sequence`, the oldest first, at most `limit`.
    func chainedRows(after sequence: Int64, limit: Int) throws(ServiceError) -> [AuditChainedRow]
    /// `nil` until the first record has been chained.
    func head() throws(ServiceError) -> SealedAuditHead?
}

/// Adds only: what stands in the audit stays as it is.
package protocol AuditWriting {
    func append(_ entry: AuditEntry) throws(ServiceError)
}
