import Cryptography

/// Where a paged search goes on. It holds everything, so that nothing is kept for clients that never come back.
struct PageCookie {
    /// Of the last entry that was sent.
    let lastNumber: Int
    /// Entries on all pages before.
    let sent: Int
    /// From 1.
    let page: Int

    init(lastNumber: Int, sent: Int, page: Int) {
        self.lastNumber = lastNumber
        self.sent = sent
        self.page = page
    }

    /// - Parameter bytes: empty for the first page.
    /// - Throws: when it is not a cookie that was given out for this search.
    init(_ bytes: [UInt8], of request: LDAPRequest.Search) throws(Refusal) {
        guard !bytes.isEmpty else {
            self.init(lastNumber: 0, sent: 0, page: 1)
            return
        }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: ".")
        let numbers = parts.dropFirst().compactMap { Int($0) }
        guard parts.first.map(String.init) == Self.fingerprint(request), numbers.count == 3 else {
            throw Refusal(.unwillingToPerform, "the cookie of the paged search is not from this search")
        }
        self.init(lastNumber: numbers[0], sent: numbers[1], page: numbers[2])
    }

    func bytes(of request: LDAPRequest.Search) -> [UInt8] {
        Array("\(Self.fingerprint(request)).\(lastNumber).\(sent).\(page)".utf8)
    }

    private static func fingerprint(_ request: LDAPRequest.Search) -> String {
        let text = "\(request.base)\n\(request.scope)\n\(request.filter)\n\(request.attributes)"
        return Hexadecimal.encode(Array(SHA256.digest(Array(text.utf8)).prefix(8)))
    }
}
