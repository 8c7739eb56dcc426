/// One question to the directory.
package struct LDAPSearch: Sendable {
    package enum Scope: Int32, Hashable, Sendable, CaseIterable {
        case base = 0, oneLevel = 1, subtree = 2
    }

    package var base: DistinguishedName
    package var scope: Scope
    package var filter: LDAPFilter
    /// Empty asks for all user attributes; `1.1` for none (RFC 4511 section 4.5.1.8).
    package var attributes: [String]
    /// What the server is told; 0 is no limit of ours. More than that from it is refused.
    package var sizeLimit: Int
    /// For each page, here and at the server; `nil` is the connection's `operationTimeout`.
    package var timeLimit: Duration?
    /// Asks for the answer in pages of that many entries (RFC 2696); a server that can't sends it in one.
    package var pageSize: Int?

    package init(
        base: DistinguishedName, scope: Scope = .subtree, filter: LDAPFilter = .present("objectClass"),
        attributes: [String] = [], sizeLimit: Int = 0, timeLimit: Duration? = nil, pageSize: Int? = nil
    ) {
        self.base = base
        self.scope = scope
        self.filter = filter
        self.attributes = attributes
        self.sizeLimit = sizeLimit
        self.timeLimit = timeLimit
        self.pageSize = pageSize
    }
}

/// How a search ended. Whoever takes missing entries for removed ones has to look here first.
package enum LDAPSearchEnd: Hashable, Sendable {
    case complete
    /// By a limit of the server: there may be more entries.
    case cutOff(LDAPResultCode, diagnostic: String)
    /// By the taker of the pages.
    case stopped
}

/// The end of a search whose entries were taken page by page.
package struct LDAPSearchSummary: Hashable, Sendable {
    package var entries = 0
    package var pages = 0
    /// Where the server would have had the search go on; nobody went there.
    package var references: [String] = []
    package var end = LDAPSearchEnd.complete
}

package struct LDAPSearchAnswer: Hashable, Sendable {
    package var entries: [LDAPEntry]
    package var summary: LDAPSearchSummary

    package var references: [String] { summary.references }
    package var end: LDAPSearchEnd { summary.end }
    package var isComplete: Bool { summary.end == .complete }
}
