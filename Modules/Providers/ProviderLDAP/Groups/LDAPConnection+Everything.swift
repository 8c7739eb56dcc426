import LDAPKit

extension LDAPConnection {
    /// All entries, or a failure: what was cut off says nothing of what is missing.
    func everything(_ search: LDAPSearch) throws(LDAPFailure) -> [LDAPEntry] {
        let answer = try self.search(search)
        try answer.summary.requireNoCut()
        return answer.entries
    }

    /// The same page by page, where they may be more than one answer holds.
    func everything(
        _ search: LDAPSearch, _ take: ([LDAPEntry]) throws(LDAPFailure) -> Bool
    ) throws(LDAPFailure) {
        try self.search(search, take).requireNoCut()
    }
}

extension LDAPSearchSummary {
    fileprivate func requireNoCut() throws(LDAPFailure) {
        guard case .cutOff(let code, let diagnostic) = end else { return }
        throw LDAPFailure(
            .answer(code), during: .search,
            diagnostic: "the answer was cut off after \(entries) entries. \(diagnostic)")
    }
}
