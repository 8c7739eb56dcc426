import IdentityCore

/// What the source said.
struct SyncSnapshot: Sendable {
    /// Past it the answer is taken for broken, so that an endless one does not fill the memory.
    private static let capacity = 5_000_000

    /// How those are found whom the source no longer has.
    enum Missing: Sendable {
        /// Everybody on file whom it did not tell of.
        case everybodyElse
        /// They were asked for one by one.
        case users([User])
    }

    private(set) var people: [ExternalIdentity] = []
    private(set) var defects: [DirectoryDefect] = []
    var missing: Missing
    /// Logins that were asked for and are known neither there nor here.
    var unknown: [String] = []
    /// External ids that stand there, also of entries that can't become a user.
    private var present: Set<ExactText> = []

    init(missing: Missing) { self.missing = missing }

    var isFull: Bool { people.count > Self.capacity }

    func contains(_ externalID: String) -> Bool { present.contains(ExactText(externalID)) }

    mutating func add(_ page: DirectoryPage) {
        for person in page.people { add(person) }
        for defect in page.defects { add(defect) }
    }

    /// Whoever comes twice, because the directory changed between two pages, counts once.
    mutating func add(_ person: ExternalIdentity) {
        guard !person.externalID.isEmpty else {
            return add(DirectoryDefect(entry: person.login, words: "The entry has no stable id."))
        }
        if present.insert(ExactText(person.externalID)).inserted { people.append(person) }
    }

    mutating func add(_ defect: DirectoryDefect) {
        defects.append(defect)
        if let id = defect.externalID { present.insert(ExactText(id)) }
    }
}
