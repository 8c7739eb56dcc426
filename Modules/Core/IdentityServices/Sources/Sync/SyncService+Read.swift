import IdentityCore

extension SyncService {
    /// Asks the source; no transaction is open meanwhile.
    /// - Returns: the failure whenever not all were read.
    func read(_ run: SyncRun) async throws(ServiceError) -> Result<SyncSnapshot, SourceFailure> {
        switch run.request.scope {
        case .everybody: return await readEverybody(run)
        case .logins(let logins): return try await read(logins, run)
        }
    }

    private func readEverybody(_ run: SyncRun) async -> Result<SyncSnapshot, SourceFailure> {
        let (pages, feed) = AsyncStream<DirectoryPage>.makeStream()
        async let reading = Self.readPages(of: run.directory, into: feed)
        var snapshot = SyncSnapshot(missing: .everybodyElse)
        for await page in pages {
            snapshot.add(page)
            run.progress(.read(snapshot.people.count))
            if snapshot.isFull { feed.finish() }
        }
        let result = await reading
        if snapshot.isFull {
            return .failure(SourceFailure(.misconfigured, at: .userSearch, "The answer does not come to an end."))
        }
        return result.map { snapshot }
    }

    /// A run that was cancelled has ended the stream, and reads no further.
    static func readPages(
        of directory: any DirectoryReading, into feed: AsyncStream<DirectoryPage>.Continuation
    ) async -> Result<Void, SourceFailure> {
        defer { feed.finish() }
        do throws(SourceFailure) {
            try await directory.everybody { page in
                if case .terminated = feed.yield(page) { false } else { true }
            }
        } catch { return .failure(error) }
        return Task.isCancelled
            ? .failure(SourceFailure(.unavailable, at: .userSearch, "The run was interrupted.")) : .success(())
    }

    /// One after the other: whoever is on file is asked for by the stable id first, so that a new login is followed.
    private func read(
        _ logins: [String], _ run: SyncRun
    ) async throws(ServiceError) -> Result<SyncSnapshot, SourceFailure> {
        let wanted = logins.map { (typed: $0, login: run.source.policy.loginRules.applied(to: $0)) }
        let keys = Set(wanted.map { hands.text.comparisonKey($0.login) }), source = run.source.id
        let onFile = try await storage.read(.point) { store in try store.users.find(keys: keys) }
            .filter { $0.source == source && $0.externalID != nil }
        let known = Dictionary(onFile.map { ($0.login.key, $0) }) { first, _ in first }
        var snapshot = SyncSnapshot(missing: .users([])), gone: [User] = []
        for (typed, login) in wanted {
            if Task.isCancelled { break }
            do throws(SourceFailure) {
                let user = known[hands.text.comparisonKey(login)]
                var found: ExternalIdentity?
                if let id = user?.externalID {
                    found = try await run.directory.person(externalID: id)
                    if found == nil, let user { gone.append(user) }
                }
                if found == nil { found = try await run.directory.person(login) }
                if let found { snapshot.add(found) } else if user == nil { snapshot.unknown.append(typed) }
            } catch {
                guard error.kind == .ambiguous else { return .failure(error) }
                snapshot.add(DirectoryDefect(entry: login, words: error.words))
            }
            run.progress(.read(snapshot.people.count))
        }
        snapshot.missing = .users(gone)
        return .success(snapshot)
    }
}
