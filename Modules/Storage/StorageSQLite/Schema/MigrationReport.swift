/// What an upgrade did.
package struct MigrationReport: Hashable, Sendable {
    /// The names of the steps taken, in order; empty when the database was up to date.
    package var applied: [String] = []
    /// The copy that was made before the first step; `nil` for a new database or when there was nothing to do.
    package var copy: String?
}

/// Where a database stands.
package struct MigrationStatus: Hashable, Sendable {
    package let applied: [String]
    package let pending: [String]
    /// Steps that this program does not know: a newer one has taken them.
    package let unknown: [String]
}
