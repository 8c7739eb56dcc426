import FoundationEssentials
package import IdentityCore

/// A configured source as administrators see it; nothing of its settings.
package struct SourceSummary: Sendable {
    package let id: SourceID
    package let kind: SourceKind
    package let policy: ProvisioningPolicy
    package let keepsPasswordsHere: Bool
    /// Whether it checks passwords itself.
    package let checksPasswords: Bool
    /// Whether its people can be brought in by a sync.
    package let bringsPeople: Bool
    package let canBeExamined: Bool
    package let health: SourceHealth
    /// Users on file whom the source names; `nil` for a source that brings nobody along.
    package let users: Int?
    /// Since this process began.
    package let lastSync: SyncReport?
}

/// Sources: list, read, and look at them step by step. What a list says comes from here, never from the source.
package struct SourceService: Sendable {
    let storage: any Storage
    let sources: [IdentitySource]
    let opening: any SourceOpening
    /// Users who may be enabled at once; `nil` for any number.
    let seats: Int?
    let desk: SyncDesk
    let throttle: SignInThrottle
    let pauses: SourcePauses
    let hands: ServiceHands

    var trial: PasswordTrial {
        PasswordTrial(storage: storage, sources: sources, throttle: throttle, hands: hands)
    }

    init(
        storage: any Storage, sources: [IdentitySource], opening: any SourceOpening, seats: Int?, desk: SyncDesk,
        throttle: SignInThrottle, pauses: SourcePauses, hands: ServiceHands
    ) {
        self.storage = storage
        self.sources = sources
        self.opening = opening
        self.seats = seats
        self.desk = desk
        self.throttle = throttle
        self.pauses = pauses
        self.hands = hands
    }

    /// In the order of the configuration.
    package func list(as caller: Caller) async throws(ServiceError) -> [SourceSummary] {
        try caller.requireOnServer(.readSources)
        return try await summaries(of: sources)
    }

    /// - Throws: `notFound(.source)`.
    package func read(_ id: SourceID, as caller: Caller) async throws(ServiceError) -> SourceSummary {
        try caller.requireOnServer(.readSources)
        return try await summaries(of: [source(id)])[0]
    }

    func source(_ id: SourceID) throws(ServiceError) -> IdentitySource {
        guard let source = sources.first(where: { $0.id == id }) else { throw .notFound(.source) }
        return source
    }

    private func summaries(of sources: [IdentitySource]) async throws(ServiceError) -> [SourceSummary] {
        let counts = try await storage.read(.scan) { store in
            try sources.map { (source) throws(ServiceError) in
                source.directory == nil ? nil : try store.users.count(of: source.id)
            }
        }
        var summaries: [SourceSummary] = []
        for (source, users) in zip(sources, counts) {
            summaries.append(
                SourceSummary(
                    id: source.id, kind: source.kind, policy: source.policy,
                    keepsPasswordsHere: source.keepsPasswordsHere, checksPasswords: source.password != nil,
                    bringsPeople: source.directory != nil, canBeExamined: source.examiner != nil,
                    health: source.upkeep?.health ?? .unknown, users: users,
                    lastSync: await desk.lastReport(of: source.id)))
        }
        return summaries
    }
}
