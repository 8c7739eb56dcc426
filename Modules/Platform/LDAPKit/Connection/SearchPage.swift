/// What has come of one page, within its limits.
struct SearchPage {
    private(set) var entries: [LDAPEntry] = []
    private(set) var references: [String] = []
    private let limit: Int
    private(set) var bytesLeft: Int
    /// They are for the administrator to look at, not to follow.
    static let keptReferences = 100

    init(limit: Int, bytes: Int) {
        self.limit = limit
        bytesLeft = bytes
    }

    mutating func append(_ read: (entry: LDAPEntry, bytes: Int)) throws(LDAPFailure) {
        guard entries.count < limit else {
            throw LDAPFailure(.tooMuch, during: .search, diagnostic: "more entries than the \(limit) that may come")
        }
        bytesLeft -= read.bytes
        guard bytesLeft >= 0 else {
            throw LDAPFailure(.tooMuch, during: .search, diagnostic: "more bytes than may come in one answer")
        }
        entries.append(read.entry)
    }

    mutating func append(_ more: [String]) {
        references += more.prefix(Self.keptReferences - references.count)
    }
}
