import CLDAP
import Glibc

extension LDAPConnection {
    /// The whole answer at once, within `maximumEntries`, `maximumAnswerBytes` and `LDAPSettings.answerTimeout`.
    package func search(_ search: LDAPSearch) throws(LDAPFailure) -> LDAPSearchAnswer {
        var entries: [LDAPEntry] = []
        let summary = try within(settings.answerTimeout) { () throws(LDAPFailure) in
            try run(search, bytesOfAllPages: true) { page throws(LDAPFailure) in
                entries += page
                return true
            }
        }
        return LDAPSearchAnswer(entries: entries, summary: summary)
    }

    /// Hands over the entries page by page, or all at once without a `pageSize`. Each page has the limits of an answer.
    /// - Parameter take: called for each page, the last one before a cut-off included; false ends the search.
    package func search(
        _ search: LDAPSearch, _ take: ([LDAPEntry]) throws(LDAPFailure) -> Bool
    ) throws(LDAPFailure) -> LDAPSearchSummary {
        try run(search, bytesOfAllPages: false, take)
    }

    private func run(
        _ search: LDAPSearch, bytesOfAllPages: Bool, _ take: ([LDAPEntry]) throws(LDAPFailure) -> Bool
    ) throws(LDAPFailure) -> LDAPSearchSummary {
        var summary = LDAPSearchSummary(), bytes = settings.maximumAnswerBytes
        let paging = search.pageSize.map { PageCookie(size: $0) }
        repeat {
            var page = SearchPage(limit: entryLimit(search) - summary.entries, bytes: bytes)
            let result = try readPage(search, paging, into: &page)
            if bytesOfAllPages { bytes = page.bytesLeft }
            summary.pages += 1
            summary.entries += page.entries.count
            summary.references = Array((summary.references + page.references).prefix(SearchPage.keptReferences))
            switch result.code {
            case .success: try goOn(paging, after: page, result)
            case .sizeLimitExceeded, .timeLimitExceeded, .adminLimitExceeded:
                summary.end = .cutOff(result.code, diagnostic: result.shownDiagnostic)
                paging?.end()
            default: throw result.failure(during: .search)
            }
            if try !take(page.entries), paging?.hasMore == true {
                summary.end = .stopped
                return summary
            }
        } while paging?.hasMore == true
        return summary
    }

    /// Pages with nothing in them count towards no limit of entries.
    private func goOn(
        _ paging: PageCookie?, after page: SearchPage, _ result: ServerResult
    ) throws(LDAPFailure) {
        try paging?.read(result, isEmpty: page.entries.isEmpty, of: self)
        guard paging?.leadsNowhere == true else { return }
        isUsable = false
        handle.spoil()
        throw LDAPFailure(.protocolBroken, during: .search, diagnostic: "pages without entries that have no end")
    }

    private func entryLimit(_ search: LDAPSearch) -> Int {
        search.sizeLimit > 0 ? min(search.sizeLimit, settings.maximumEntries) : settings.maximumEntries
    }

    private func readPage(
        _ search: LDAPSearch, _ paging: PageCookie?, into page: inout SearchPage
    ) throws(LDAPFailure) -> ServerResult {
        let request = try send(search, paging)
        while true {
            let message = try message(of: request, during: .search)
            defer { ldap_msgfree(message) }
            switch ldap_msgtype(message) {
            case Int32(bitPattern: UInt32(LDAP_RES_SEARCH_ENTRY)):
                do throws(LDAPFailure) { try page.append(try EntryReader.read(message, of: self)) } catch {
                    // More is under way.
                    isUsable = false
                    handle.spoil()
                    throw error
                }
            case Int32(bitPattern: UInt32(LDAP_RES_SEARCH_REFERENCE)): try page.append(references(message))
            case Int32(bitPattern: UInt32(LDAP_RES_SEARCH_RESULT)):
                return try ServerResult(message, of: self, during: .search)
            default: continue
            }
        }
    }

    private func send(_ search: LDAPSearch, _ paging: PageCookie?) throws(LDAPFailure) -> Int32 {
        guard !search.attributes.contains(where: { $0.isEmpty || $0.utf8.contains(0) }) else {
            throw LDAPFailure(.notSent, during: .search, diagnostic: "the name of an attribute is empty or holds a NUL")
        }
        let limit = search.timeLimit ?? settings.operationTimeout
        try begin(.search, limit: limit)
        var attributes = (search.attributes.isEmpty ? ["*"] : search.attributes).map { strdup($0) } + [nil]
        defer { for attribute in attributes { free(attribute) } }
        let control = try paging?.control(of: self)
        defer { ldap_control_free(control) }
        var controls = [control, nil], request: Int32 = 0
        // The server is told whole seconds.
        var time = timeval(tv_sec: Int((max(limit.wholeMilliseconds, 1) + 999) / 1_000), tv_usec: 0)
        try check(
            ldap_search_ext(
                handle.pointer, search.base.text, search.scope.rawValue, search.filter.text,
                &attributes, 0, &controls, nil, &time,
                Int32(clamping: search.sizeLimit), &request), during: .search)
        return request
    }

    private func references(_ message: OpaquePointer) throws(LDAPFailure) -> [String] {
        var texts: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        try check(ldap_parse_reference(handle.pointer, message, &texts, nil, 0), during: .search)
        guard let texts else { return [] }
        defer { ber_memvfree(UnsafeMutableRawPointer(texts).assumingMemoryBound(to: UnsafeMutableRawPointer?.self)) }
        var found: [String] = []
        while let text = texts[found.count] { found.append(PrintableText.text(String(cString: text))) }
        return found
    }
}
