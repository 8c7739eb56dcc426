import IdentityCore

/// Lets whoever administers sources try a person's password without being a way to guess it: wrong ones are limited as at
/// a sign-in, in a count of their own, and no account is tried that holds more than the caller, under whatever name.
struct PasswordTrial: Sendable {
    /// What a source is going to be asked.
    struct Question: Sendable {
        let source: IdentitySource
        /// After the login rules.
        let login: String
    }

    /// A person as a source knows them.
    struct Person: Sendable {
        let source: SourceID
        let externalID: String
    }

    let storage: any Storage
    let sources: [IdentitySource]
    let throttle: SignInThrottle
    let hands: ServiceHands

    /// Asks the directories whom the logins mean. A directory that can't tell is passed over: there the password leads
    /// nowhere either, or what it leads to is looked at afterwards.
    func people(meantBy questions: [Question]) async -> [Person] {
        var people: [Person] = []
        for question in questions {
            guard let directory = question.source.directory else { continue }
            do throws(SourceFailure) {
                guard let found = try await directory.person(question.login) else { continue }
                people.append(Person(source: question.source.id, externalID: found.externalID))
            } catch { continue }
        }
        return people
    }

    /// - Returns: the accounts that were looked at, those with one of the names first.
    /// - Throws: `forbidden(.targetIsStronger)` when one of them holds more than the caller.
    @discardableResult
    func requireDominance(
        of caller: Caller, overNamed names: [String] = [], and people: [Person]
    ) async throws(ServiceError) -> [User] {
        let now = hands.clock.now(), text = hands.text
        return try await storage.read(.point) { store in
            let current = try caller.confirm(.manageSources, in: store, at: now)
            try current.requireOnServer(.manageSources)
            var users: [User] = []
            for name in names {
                if let user = try store.user(named: name, using: text) { users.append(user) }
            }
            for person in people {
                for source in bindings(of: person.source) {
                    if let user = try store.users.find(.external(source, person.externalID)) { users.append(user) }
                }
            }
            for user in users { try current.requireDominance(over: Authorization.grants(of: user, in: store)) }
            return users
        }
    }

    /// A draft may reach for the people of any source.
    private func bindings(of source: SourceID) -> [SourceID] {
        let known = sources.map(\.id)
        return known.contains(source) ? [source] : known
    }

    /// - Parameters:
    ///   - account: what wrong passwords are counted for.
    ///   - body: tells beside its answer how the attempt counts. One that it refuses counts as a wrong password.
    func limited<Answer: Sendable>(
        account: String, as caller: Caller,
        _ body: () async throws(ServiceError) -> (Answer, SignInThrottle.Settlement)
    ) async throws(ServiceError) -> Answer {
        let address = "rehearsal \(caller.origin.limitKey)"
        if case .refused(let seconds) = await throttle.admit(account: account, address: address, at: hands.clock.now())
        {
            throw .limited(retryAfterSeconds: seconds)
        }
        let result: Result<(Answer, SignInThrottle.Settlement), ServiceError>
        do throws(ServiceError) { result = .success(try await body()) } catch { result = .failure(error) }
        let settlement: SignInThrottle.Settlement =
            switch result {
            case .success((_, let settlement)): settlement
            case .failure(.forbidden): .failed
            case .failure: .undecided
            }
        await throttle.settle(account: account, address: address, settlement, at: hands.clock.now())
        return try result.get().0
    }
}
