/// One search, or one page of it (RFC 4511 section 4.5, RFC 2696).
struct SearchRun {
    let tree: DirectoryTree
    let request: LDAPRequest.Search
    let paging: PagedResults?
    let offersTLS: Bool
    /// The server's own limit to the number of entries.
    var serverLimit: Int?
    /// Plays a directory that finds nothing.
    var findsNothing = false
    let deadline: ContinuousClock.Instant?

    func answer() throws(Refusal) -> Answer {
        let selection = AttributeSelection(request.attributes, typesOnly: request.typesOnly)
        guard let base = DistinguishedName(request.base) else {
            throw Refusal(.invalidDNSyntax, "the base is no DN")
        }
        if base.isEmpty, request.scope == .base { return rootAnswer(selection, base) }
        guard tree[base] != nil else {
            throw Refusal(.noSuchObject, matchedDN: tree.nearestAncestor(of: base))
        }
        let cookie = try PageCookie(paging?.cookie ?? [], of: request)
        if let paging, paging.size == 0, !paging.cookie.isEmpty { return ended(Answer(.success)) }
        return findsNothing ? ended(Answer(.success)) : collect(base, selection, from: cookie)
    }

    private func rootAnswer(_ selection: AttributeSelection, _ name: DistinguishedName) -> Answer {
        var answer = Answer(.success)
        let attributes = RootDSE.attributes(tree, offersTLS: offersTLS)
        let entry = Entry(number: 0, origin: "", dn: name, attributes: attributes, createdAt: 0, modifiedAt: 0)
        let isMatch = FilterMatcher(tree: tree).matches(request.filter, EntryView(entry: entry, tree: tree)) == true
        if isMatch, !findsNothing { answer.entries = [selection.found("", attributes)] }
        return ended(answer)
    }

    private func collect(_ base: DistinguishedName, _ selection: AttributeSelection, from cookie: PageCookie) -> Answer
    {
        let matcher = FilterMatcher(tree: tree)
        let limit = [request.sizeLimit, serverLimit ?? 0].filter { $0 > 0 }.min()
        var answer = Answer(.success), sent = cookie.sent, last = cookie.lastNumber
        for (index, entry) in tree.entries.enumerated() where entry.number > cookie.lastNumber {
            if index % 256 == 0, let deadline, ContinuousClock.now >= deadline {
                answer.result = LDAPResult(.timeLimitExceeded)
                break
            }
            guard isInScope(entry, base) else { continue }
            let view = EntryView(entry: entry, tree: tree)
            guard matcher.matches(request.filter, view) == true else { continue }
            if let limit, sent >= limit {
                answer.result = LDAPResult(.sizeLimitExceeded)
                break
            }
            if let paging, paging.size > 0, answer.entries.count >= paging.size {
                let next = PageCookie(lastNumber: last, sent: sent, page: cookie.page + 1)
                answer.controls = [PagedResults.answer(cookie: next.bytes(of: request))]
                return answer
            }
            answer.entries.append(selection.found(view))
            sent += 1
            last = entry.number
        }
        return ended(answer)
    }

    /// The last page, when it is one of many.
    private func ended(_ answer: Answer) -> Answer {
        var answer = answer
        if paging != nil { answer.controls = [PagedResults.answer(cookie: [])] }
        return answer
    }

    private func isInScope(_ entry: Entry, _ base: DistinguishedName) -> Bool {
        switch request.scope {
        case .base: entry.dn == base
        case .one: entry.dn.rdnKeys.count == base.rdnKeys.count + 1 && entry.dn.isWithin(base)
        case .sub: entry.dn.isWithin(base)
        case .children: entry.dn.rdnKeys.count > base.rdnKeys.count && entry.dn.isWithin(base)
        }
    }
}
