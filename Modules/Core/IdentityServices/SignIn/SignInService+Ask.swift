import IdentityCore

extension SignInService {
    /// Asks one way, unless that could lock the person out at the source.
    func ask(
        _ way: SignInWay, _ name: SignInName, password: Secret, asking: any SignInAsking
    ) async throws(ServiceError) -> SignInVerdict {
        let login = login(of: name, at: way)
        // What the checker makes of names is its own: its rules come last.
        let asked = way.checker.policy.loginRules.applied(to: login)
        let attempt = PasswordAttempt(login: asked, password: password, onFile: name.onFile)
        guard let limit = way.checker.policy.failuresPassedOn, !way.checker.keepsPasswordsHere else {
            return try await verdict(of: way, name, login, asking.ask(way, attempt))
        }
        let asker: Asker
        switch await self.asker(asked, name, at: way) {
        case .success(let found): asker = found
        case .failure(let failure):
            await asking.note(failure, of: way, to: asked)
            return .failed(failure, source: way.checker.id)
        }
        let answer = try await pauses.passOn(asker.key, to: way.checker, limit: limit, by: hands.clock) {
            () async throws(ServiceError) in
            let answer = try await asking.ask(way, attempt)
            return (answer, answer.settlement)
        }
        guard let answer else { return .paused(way.checker.id) }
        return try await verdict(of: way, name, login, answer, entry: asker.entry)
    }

    /// Another source is asked for the account by its login, whatever was typed; its own one as the person typed it.
    func login(of name: SignInName, at way: SignInWay) -> String {
        guard way.isApart else { return name.typed }
        return name.onFile?.user.login.display ?? way.supplier.policy.loginRules.applied(to: name.typed)
    }

    private struct Asker {
        let key: String
        /// The source's own id for somebody whose name is not on file.
        var entry: String?
    }

    /// What wrong passwords are counted for: the person as the source knows them, whatever they are called, so that no
    /// spelling and no second name has a count of its own. A name that the directory does not know is counted as such,
    /// and asked all the same: it takes the same way as one that is known.
    private func asker(
        _ asked: String, _ name: SignInName, at way: SignInWay
    ) async -> Result<Asker, SourceFailure> {
        if !way.isApart {
            if let id = name.onFile?.user.externalID { return .success(Asker(key: SourcePauses.key(externalID: id))) }
            if name.onFile == nil, let directory = way.checker.directory {
                do throws(SourceFailure) {
                    if let id = try await directory.person(asked)?.externalID {
                        return .success(Asker(key: SourcePauses.key(externalID: id), entry: id))
                    }
                } catch { return .failure(error) }
            }
        }
        return .success(Asker(key: SourcePauses.key(login: asked, using: hands.text)))
    }

    private func verdict(
        of way: SignInWay, _ name: SignInName, _ login: String, _ outcome: AuthenticationOutcome,
        entry: String? = nil
    ) async throws(ServiceError) -> SignInVerdict {
        switch outcome {
        case .unknownSubject: return .unknown
        case .rejected(let refusal): return .rejected(refusal, source: way.checker, entry: entry)
        case .failed(let failure): return .failed(failure, source: way.checker.id)
        case .verified(let identity, let rehashed):
            if way.isApart { return await supply(identity, login: login, name, at: way) }
            let isOnFile = way.checker.keepsPasswordsHere
            return .verified(isOnFile ? nil : identity, source: way.supplier, rehashed: rehashed)
        }
    }

    /// The password was right at the checker: who the person is, and whether they still are somebody, the supplier says.
    /// The two are joined by the login, so both have to mean the same one: a login that went to somebody else since the
    /// last sync opens nobody's account. Where the supplier is not asked at sign-in, that is noticed by the sync only.
    private func supply(
        _ verified: ExternalIdentity, login: String, _ name: SignInName, at way: SignInWay
    ) async -> SignInVerdict {
        let supplier = way.supplier, key = hands.text.comparisonKey(login)
        func isMeant(_ identity: ExternalIdentity) -> Bool {
            hands.text.comparisonKey(identity.login.withoutOuterSpaces) == key
        }
        func mismatch(_ source: SourceID) -> SignInVerdict {
            .failed(
                SourceFailure(
                    .misconfigured, at: .attributes, "\(source) answered for a person with another login than asked."),
                source: source)
        }
        guard isMeant(verified) else { return mismatch(way.checker.id) }
        guard name.onFile == nil || supplier.policy.refreshesOnLogin, let directory = supplier.directory else {
            return name.onFile == nil ? .unknown : .verified(nil, source: supplier, rehashed: nil)
        }
        do throws(SourceFailure) {
            let externalID = name.onFile?.user.externalID
            let found =
                if let externalID { try await directory.person(externalID: externalID) } else {
                    try await directory.person(login)
                }
            guard let found else { return .unknown }
            guard isMeant(found) else { return mismatch(supplier.id) }
            return .verified(found, source: supplier, rehashed: nil)
        } catch {
            return .failed(error, source: supplier.id)
        }
    }
}
