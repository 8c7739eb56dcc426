import IdentityCore

extension JobService {
    func groups(of id: SourceID) async throws(ServiceError) -> [String] {
        var found: Set<String> = []
        try await everybody(of: id) { page in
            for person in page.people { found.formUnion(person.groups ?? []) }
            return found.count <= Self.listLimit
        }
        guard found.count <= Self.listLimit else { throw .unsupported("These are more than \(Self.listLimit) groups.") }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    func people(of id: SourceID, _ filter: PersonFilter) async throws(ServiceError) -> [ExternalIdentity] {
        if case .login(let login) = filter { return try await person(login, of: id) }
        var found: [ExternalIdentity] = []
        try await everybody(of: id) { page in
            found += page.people.filter { filter.fits($0) }
            return found.count <= Self.listLimit
        }
        guard found.count <= Self.listLimit else {
            throw .unsupported("These are more than \(Self.listLimit) people; ask for those of a group.")
        }
        return found
    }

    private func person(_ login: String, of id: SourceID) async throws(ServiceError) -> [ExternalIdentity] {
        let (source, directory) = try directory(of: id)
        do throws(SourceFailure) {
            return try await directory.person(source.policy.loginRules.applied(to: login)).map { [$0] } ?? []
        } catch { throw .unavailable(.source(id)) }
    }

    /// - Parameter take: answers whether to read on.
    private func everybody(of id: SourceID, _ take: (DirectoryPage) -> Bool) async throws(ServiceError) {
        let directory = try directory(of: id).people
        let (pages, feed) = AsyncStream<DirectoryPage>.makeStream()
        async let reading = SyncService.readPages(of: directory, into: feed)
        var isEnough = false
        for await page in pages where !isEnough {
            guard !take(page) else { continue }
            isEnough = true
            feed.finish()
        }
        guard case .failure = await reading, !isEnough else { return }
        throw .unavailable(.source(id))
    }
}

extension PersonFilter {
    fileprivate func fits(_ person: ExternalIdentity) -> Bool {
        switch self {
        case .everybody: true
        case .login(let login): person.login == login
        case .email(let email): person.email == email
        case .group(let group): person.groups?.contains(group) ?? false
        }
    }
}
