import IdentityCore
import LDAPKit

/// Why a search found nobody: the same question put a little differently.
struct LoginClues {
    private let people: PeopleSettings
    private let directory: DirectorySettings
    private let login: String
    private let contexts: [DistinguishedName]
    private let connection: LDAPConnection

    init(_ examination: Examination, _ login: String, over connection: LDAPConnection) {
        people = examination.configuration.people
        directory = examination.directory
        contexts = examination.contexts
        self.login = login
        self.connection = connection
    }

    /// What is found is noted; the first that explains it is the advice.
    func advice(_ sight: inout Sight) -> String {
        for clue in [takenForAnother, excluded, elsewhere, inAnotherAttribute, spelledOtherwise, outside, similar] {
            if let (words, entries) = clue() {
                for entry in entries { sight.note("found", entry) }
                return words
            }
        }
        return "Nothing like it exists below \(people.base), in no attribute that could be a login."
    }

    private typealias Found = (words: String, entries: [String])

    private func entries(_ filter: LDAPFilter, base: DistinguishedName? = nil) -> [String] {
        found(filter, base: base).map(\.dn)
    }

    private func found(
        _ filter: LDAPFilter, base: DistinguishedName? = nil, attributes: [String] = ["1.1"]
    ) -> [LDAPEntry] {
        let search = LDAPSearch(
            base: base ?? people.base, scope: base == nil ? people.scope : .subtree, filter: filter,
            attributes: attributes, sizeLimit: 5)
        return (try? connection.search(search))?.entries ?? []
    }

    private var wanted: String { people.has(login).text }

    /// The directory takes another spelling for the same; here it would be one more name for one person.
    private func takenForAnother() -> Found? {
        for name in people.login {
            let entries = found(.and([people.filter, .equals(name, login)]), attributes: [name.text])
            guard let entry = entries.first, let known = entry.strings(name.text).first else { continue }
            return (
                "The directory takes \(login) for \(known); here each spelling would be a login of its own: "
                    + "type \(known).",
                entries.map(\.dn)
            )
        }
        return nil
    }

    private func excluded() -> Found? {
        let found = entries(people.has(login))
        guard !found.isEmpty else { return nil }
        return (
            "The login is there, but people.filter \(people.filter) excludes its entry: "
                + "widen the filter, or change the entry.",
            found
        )
    }

    private func elsewhere() -> Found? {
        guard people.scope == .oneLevel else { return nil }
        let found = entries(.and([people.filter, people.has(login)]), base: people.base)
        guard !found.isEmpty else { return nil }
        return ("It stands deeper below the base: set people.scope to subtree.", found)
    }

    private static let candidates: [LDAPAttributeName] = [
        "uid", "cn", "mail", "sAMAccountName", "userPrincipalName", "displayName", "krbPrincipalName", "employeeNumber",
    ]

    private func inAnotherAttribute() -> Found? {
        let others = Self.candidates.filter { name in
            !people.login.contains { $0.text.lowercased() == name.text.lowercased() }
        }
        for name in others {
            let found = entries(.and([people.filter, .equals(name, login)]))
            guard !found.isEmpty else { continue }
            return (
                "\(count()) entries exist under the base but none matches \(wanted); \(found.count) "
                    + "\(found.count == 1 ? "matches" : "match") \(LDAPFilter.equals(name, login)): "
                    + "add \(name) to people.login, or type the \(people.login[0]).",
                found
            )
        }
        return nil
    }

    /// With a domain, or with blanks.
    private func spelledOtherwise() -> Found? {
        var others: [(String, String)] = []
        let trimmed = login.split(separator: " ").joined(separator: " ")
        if trimmed != login { others.append((trimmed, "There are blanks around it or doubled in it.")) }
        if let at = login.lastIndex(of: "@") {
            others.append((String(login[..<at]), "Add a login rule that cuts the domain off: *\(login[at...]) → *."))
        }
        if let slash = login.firstIndex(of: "\\") {
            let name = String(login[login.index(after: slash)...])
            others.append((name, "Add a login rule that cuts the domain off: \(login[...slash])* → *."))
        }
        for (other, advice) in others where !other.isEmpty {
            let found = entries(.and([people.filter, people.has(other)]))
            if !found.isEmpty { return ("The login \"\(other)\" exists. \(advice)", found) }
        }
        return nil
    }

    private func outside() -> Found? {
        for base in contexts {
            let found = entries(people.has(login), base: base).filter { text in
                GroupNames.dn(text)?.isWithin(people.base) == false
            }
            if let first = found.first {
                return ("\(first) has it, and its DN is outside people.base \(people.base): move the base up.", found)
            }
        }
        return nil
    }

    private func similar() -> Found? {
        guard login.count >= 3, let name = people.login.first else { return nil }
        let found = entries(.and([people.filter, .hasPrefix(name, String(login.prefix(3)))]))
        guard !found.isEmpty else { return nil }
        return ("Nobody has exactly this login; others begin alike.", found)
    }

    private func count() -> String {
        let search = LDAPSearch(
            base: people.base, scope: people.scope, filter: people.filter, attributes: ["1.1"], sizeLimit: 100)
        guard let answer = try? connection.search(search) else { return "Some" }
        return answer.isComplete ? "\(answer.entries.count)" : "\(answer.entries.count) or more"
    }
}
