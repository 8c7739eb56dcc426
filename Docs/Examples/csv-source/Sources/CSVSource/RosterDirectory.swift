import IdentityCore

/// Delivers everybody in the file.
struct RosterDirectory: DirectoryReading {
    private static let pageSize = 200

    let roster: Roster

    func person(_ login: String) async throws(SourceFailure) -> ExternalIdentity? {
        try roster.contents().person(login)?.identity
    }

    func person(externalID: String) async throws(SourceFailure) -> ExternalIdentity? {
        try roster.contents().person(id: externalID)?.identity
    }

    func everybody(_ page: @escaping @Sendable (DirectoryPage) -> Bool) async throws(SourceFailure) {
        let contents = try roster.contents()
        var rest = contents.people[...], defects = contents.defects
        repeat {
            guard page(DirectoryPage(people: rest.prefix(Self.pageSize).map(\.identity), defects: defects)) else {
                return
            }
            rest = rest.dropFirst(Self.pageSize)
            defects = []
        } while !rest.isEmpty
    }
}
