import JSONText

/// What one endpoint answers to everybody who could ask.
struct RightsRow: Sendable {
    let method: String
    let path: String
    let body: JSONValue?
    /// Expected for nobody, member, auditor, admin, super-admin.
    let statuses: [Int]

    /// In path and body, `{other}` stands for another member, made anew for every row and caller; `{own}` for the caller;
    /// `{root}` for the first super-admin; `{session}` for a session of the other member; `{group}` for a group and `{role}`
    /// for a role that grant nothing yet; `{room}` for a workspace and `{model}` for a resource that belong to the other
    /// member; `{number}` for the number of the row.
    init(_ method: String, _ path: String, _ body: JSONValue?, _ statuses: [Int]) {
        self.method = method
        self.path = path
        self.body = body
        self.statuses = statuses
    }

    /// One list a noun.
    static let all: [RightsRow] =
        users + sessions + audit + groups + roles + authorization + workspaces + resources + places + documents
        + keys + secrets + impersonations + invitations + sources
}
