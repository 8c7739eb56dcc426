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
        let person: String
        switch await self.person(asked, name, at: way) {
        case .success(let found?): person = found
        case .success(nil): return .unknown
        case .failure(let failure): return .failed(failure, source: way.checker.id)
        }
        switch await pauses.admit(person, to: way.checker, limit: limit, at: hands.clock.now()) {
        case .paused: return .paused(way.checker.id)
        case .crowded: throw .limited(retryAfterSeconds: 1)
        case .admitted: break
        }
        var settlement = SignInThrottle.Settlement.undecided
        let outcome: Result<AuthenticationOutcome, ServiceError>
        do throws(ServiceError) {
            let answer = try await asking.ask(way, attempt)
            settlement =
                switch answer {
                case .verified: .succeeded
                case .rejected(let refusal): refusal.isGuess ? .failed : .undecided
                case .unknownSubject, .failed: .undecided
                }
            outcome = .success(answer)
        } catch {
            outcome = .failure(error)
        }
        await pauses.settle(person, to: way.checker.id, settlement, at: hands.clock.now())
        return try await verdict(of: way, name, login, outcome.get())
    }

    /// Another source is asked for the account by its login, whatever was typed; its own one as the person typed it.
    private func login(of name: SignInName, at way: SignInWay) -> String {
        guard way.isApart else { return name.typed }
        return name.onFile?.user.login.display ?? way.supplier.policy.loginRules.applied(to: name.typed)
    }

    /// What wrong passwords are counted for: the person as the source knows them, whatever they are called, so that no
    /// spelling and no second name has a count of its own.
    /// - Returns: `nil` when the source knows nobody of that name.
    private func person(
        _ asked: String, _ name: SignInName, at way: SignInWay
    ) async -> Result<String?, SourceFailure> {
        if !way.isApart {
            if let externalID = name.onFile?.user.externalID { return .success("id \(externalID)") }
            if name.onFile == nil, let directory = way.checker.directory {
                do throws(SourceFailure) {
                    return .success(try await directory.person(asked).map { "id \($0.externalID)" })
                } catch { return .failure(error) }
            }
        }
        return .success("login \(hands.text.comparisonKey(asked))")
    }

    private func verdict(
        of way: SignInWay, _ name: SignInName, _ login: String, _ outcome: AuthenticationOutcome
    ) async throws(ServiceError) -> SignInVerdict {
        switch outcome {
        case .unknownSubject: return .unknown
        case .rejected(let refusal): return .rejected(refusal, source: way.checker)
        case .failed(let failure): return .failed(failure, source: way.checker.id)
        case .verified(let identity, let rehashed):
            if way.isApart { return await supply(identity, login: login, name, at: way) }
            let isOnFile = way.checker.keepsPasswordsHere
            return .verified(isOnFile ? nil : identity, source: way.supplier, rehashed: rehashed)
        }
    }

    /// The password was right at the checker: who the person is, and whether they still are somebody, the supplier says.
    /// The two are joined by the login, so both have to mean the same one.
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
            guard externalID != nil || isMeant(found) else { return mismatch(supplier.id) }
            return .verified(found, source: supplier, rehashed: nil)
        } catch {
            return .failed(error, source: supplier.id)
        }
    }
}
