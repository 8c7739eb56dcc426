import IdentityCore

/// One line of the file.
struct RosterPerson: Sendable {
    let identity: ExternalIdentity
    /// `nil` for somebody who can't sign in with a password.
    let hash: PasswordHash?
    /// Counted from 1.
    let line: Int
}

/// A file that was read.
struct RosterContents: Sendable {
    private(set) var people: [RosterPerson] = []
    private(set) var defects: [DirectoryDefect]
    /// Whether other users of the machine may read it.
    var isOpenToOthers = false
    private let byLogin: [String: [RosterPerson]]
    private let byID: [String: [RosterPerson]]

    /// Of two people with one login or one id nobody can say who is meant: neither is taken, whichever comes first.
    init(_ people: [RosterPerson], defects: [DirectoryDefect]) {
        byLogin = Dictionary(grouping: people) { Self.key($0.identity.login) }
        byID = Dictionary(grouping: people, by: \.identity.externalID)
        self.defects = defects
        for person in people {
            if byLogin[Self.key(person.identity.login)]?.count == 1, byID[person.identity.externalID]?.count == 1 {
                self.people.append(person)
            } else {
                let twice = byID[person.identity.externalID]?.count == 1 ? "login" : "id"
                // Whoever is meant is not gone, so the id is named.
                self.defects.append(
                    DirectoryDefect(
                        entry: "line \(person.line)", words: "the \(twice) stands there twice",
                        externalID: person.identity.externalID))
            }
        }
    }

    /// - Throws: `ambiguous`.
    func person(_ login: String) throws(SourceFailure) -> RosterPerson? { try only(byLogin[Self.key(login)]) }

    /// - Throws: `ambiguous`.
    func person(id: String) throws(SourceFailure) -> RosterPerson? { try only(byID[id]) }

    private func only(_ found: [RosterPerson]?) throws(SourceFailure) -> RosterPerson? {
        guard let person = found?.first else { return nil }
        let others =
            (found ?? []) + (byID[person.identity.externalID] ?? [])
            + (byLogin[Self.key(person.identity.login)] ?? [])
        let lines = Set(others.map(\.line)).sorted().map(String.init)
        guard lines.count == 1 else {
            let words = "The login or the id stands in the lines \(lines.joined(separator: ", "))."
            throw SourceFailure(.ambiguous, at: .userSearch, words)
        }
        return person
    }

    /// Logins that differ in upper and lower case only are one.
    private static func key(_ login: String) -> String { login.lowercased() }
}
