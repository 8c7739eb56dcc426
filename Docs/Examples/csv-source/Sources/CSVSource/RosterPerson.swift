import IdentityCore

/// One line of the file.
struct RosterPerson: Sendable {
    let identity: ExternalIdentity
    /// `nil` for somebody who can't sign in with a password.
    let hash: PasswordHash?
}

/// A file that was read.
struct RosterContents: Sendable {
    var people: [RosterPerson] = []
    var defects: [DirectoryDefect] = []
    private var byLogin: [String: Int] = [:]
    private var byID: [String: Int] = [:]

    func person(_ login: String) -> RosterPerson? { byLogin[login.lowercased()].map { people[$0] } }
    func person(id: String) -> RosterPerson? { byID[id].map { people[$0] } }

    /// Of two people with one login or one id nobody can say who is meant: the second is a defect.
    mutating func add(_ person: RosterPerson, line: Int) {
        let login = person.identity.login.lowercased(), id = person.identity.externalID
        guard byLogin[login] == nil, byID[id] == nil else {
            let twice = byID[id] == nil ? "login" : "id"
            // With the id of somebody else on file the entry tells of nobody, so nobody is named.
            return addDefect("the \(twice) stands in an earlier line", line: line)
        }
        byLogin[login] = people.count
        byID[id] = people.count
        people.append(person)
    }

    mutating func addDefect(_ words: String, line: Int, externalID: String? = nil) {
        defects.append(DirectoryDefect(entry: "line \(line)", words: words, externalID: externalID))
    }
}
