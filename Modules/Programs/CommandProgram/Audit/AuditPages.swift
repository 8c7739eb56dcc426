import Composition
import IdentityCore
import IdentityServices

/// The records that a query finds, page by page to the end.
struct AuditPages {
    private let house: House
    private let caller: Caller
    private var query: AuditQuery
    private var rest: Int
    private var isAtEnd = false

    /// - Parameter limit: of all pages together.
    init(_ query: AuditQuery, limit: Int = .max, in house: House, as caller: Caller) {
        self.house = house
        self.caller = caller
        self.query = query
        rest = limit
    }

    /// - Returns: `nil` behind the last page. A page may be empty.
    mutating func next() async throws(ServiceError) -> [AuditRecord]? {
        guard !isAtEnd, rest > 0 else { return nil }
        query.limit = min(AuditFilter.pageSize, rest)
        let page = try await house.audit.search(query, as: caller)
        rest -= page.records.count
        query.after = page.next
        isAtEnd = page.next == nil
        return page.records
    }
}
