extension Migration {
    /// What came with sources that bring people along. Nobody was withdrawn before.
    static let sources = Migration(
        name: "040-sources", sql: "ALTER TABLE users ADD COLUMN withdrawn_at INTEGER;")
}
