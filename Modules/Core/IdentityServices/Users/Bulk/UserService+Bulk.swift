import FoundationEssentials
package import IdentityCore

extension UserService {
    /// Makes many changes in the order in which they stand there, in one transaction; each is decided for itself, and sees
    /// what those before it have done.
    /// - Parameter allOrNothing: the first refusal undoes everything.
    /// - Returns: one outcome for each change, in their order.
    /// - Throws: what concerns the call as a whole: no right, more changes than `BulkChange.limit`, a store out of reach.
    package func bulk(
        _ changes: [BulkChange], allOrNothing: Bool = false, as caller: Caller
    ) async throws(ServiceError) -> [BulkOutcome] {
        try caller.require(.manageUsers)
        guard changes.count <= BulkChange.limit else {
            throw .invalidInput([
                FieldProblem("items", .outOfRange, "At most \(BulkChange.limit) changes fit into one call.")
            ])
        }
        let now = hands.clock.now()
        let prepared = await prepare(changes, at: now)
        return try await storage.write { store in
            allOrNothing
                ? try makeAll(prepared, in: store, as: caller, at: now)
                : try prepared.map { (change) throws(ServiceError) in
                    try makeOne(change, in: store, as: caller, at: now)
                }
        }
    }

    private enum PreparedChange: Sendable {
        case create(Prepared)
        case edit(PreparedEdit)
        case delete(UserReference, ifVersion: Int?, sparesOwn: Bool)
    }

    private typealias Preparation = Result<PreparedChange, ServiceError>

    /// Checks and hashes outside the transaction, as many at once as the hasher works on.
    private func prepare(_ changes: [BulkChange], at now: Date) async -> [Preparation] {
        await withTaskGroup(of: (Int, Preparation).self) { group in
            var prepared = [Preparation?](repeating: nil, count: changes.count)
            for (index, change) in changes.enumerated() {
                if index >= max(1, hasher.width), let (ready, preparation) = await group.next() {
                    prepared[ready] = preparation
                }
                group.addTask { (index, await prepare(change, at: now)) }
            }
            for await (ready, preparation) in group { prepared[ready] = preparation }
            return prepared.compactMap(\.self)
        }
    }

    private func prepare(_ change: BulkChange, at now: Date) async -> Preparation {
        do throws(ServiceError) {
            switch change {
            case .create(let command): return .success(.create(try await prepare(command, at: now)))
            case .edit(let selector, let edit): return .success(.edit(try prepare(selector, edit)))
            case .delete(let selector, let version):
                return .success(.delete(try reference(selector), ifVersion: version, sparesOwn: false))
            case .deleteOther(let selector):
                return .success(.delete(try reference(selector), ifVersion: nil, sparesOwn: true))
            }
        } catch { return .failure(error) }
    }

    private func makeOne(
        _ change: Preparation, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> BulkOutcome {
        do throws(ServiceError) {
            return try store.attempt { () throws(ServiceError) in
                try make(change.get(), in: store, as: caller, at: now)
            }
        } catch {
            guard !error.endsWholeCall else { throw error }
            return .refused(error)
        }
    }

    private func makeAll(
        _ changes: [Preparation], in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> [BulkOutcome] {
        if let unfit = changes.firstIndex(where: { (try? $0.get()) == nil }), case .failure(let error) = changes[unfit]
        {
            return Self.refusal(error, of: unfit, among: changes.count)
        }
        var outcomes: [BulkOutcome] = []
        do throws(ServiceError) {
            try store.attempt { () throws(ServiceError) in
                for change in changes { outcomes.append(try make(change.get(), in: store, as: caller, at: now)) }
            }
        } catch {
            guard !error.endsWholeCall else { throw error }
            return Self.refusal(error, of: outcomes.count, among: changes.count)
        }
        return outcomes
    }

    private static func refusal(_ error: ServiceError, of refused: Int, among count: Int) -> [BulkOutcome] {
        (0..<count).map { $0 == refused ? .refused(error) : .undone }
    }

    /// The caller is asked again for each change: the one before may have taken the right.
    private func make(
        _ change: PreparedChange, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> BulkOutcome {
        let current = try caller.confirm(.manageUsers, in: store, at: now)
        switch change {
        case .create(let prepared): return .created(try insert(prepared, in: store, as: current, at: now))
        case .edit(let prepared): return .edited(try carryOut(prepared, in: store, as: current, at: now))
        case .delete(let reference, let version, let sparesOwn):
            try remove(reference, ifVersion: version, sparesOwn: sparesOwn, in: store, as: current, at: now)
            return .deleted
        }
    }
}

extension ServiceError {
    /// Whether no other item would fare better: nothing is decided when the store fails.
    var endsWholeCall: Bool {
        switch self {
        case .unavailable(.storage), .internalFailure: true
        default: false
        }
    }
}
