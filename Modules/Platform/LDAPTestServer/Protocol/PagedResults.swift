/// The control of simple paged results (RFC 2696 section 2).
struct PagedResults: Sendable {
    let size: Int
    let cookie: [UInt8]

    init(decoding value: [UInt8]) throws(BERProblem) {
        let parts = try BERReader(value).next().expecting(.sequence).elements()
        let size = try parts.next().expecting(.integer).integer()
        guard size >= 0 else { throw BERProblem("a page size is below 0") }
        self.size = Int(size)
        cookie = try parts.next().expecting(.octets).bytes
    }

    /// - Parameter cookie: empty on the last page.
    static func answer(cookie: [UInt8]) -> LDAPControl {
        let writer = BERWriter()
        writer.sequence {
            // The size of the whole result is not known before the end.
            writer.integer(0)
            writer.octets(cookie)
        }
        return LDAPControl(OID.pagedResults, value: writer.bytes)
    }
}
