import IdentityCore
import LDAPKit

extension Examination {
    func lookAtPerson(over connection: LDAPConnection) {
        guard let login else { return }
        if let name = configuration.people.direct { return lookAtDirectPerson(login, name, over: connection) }
        guard let entry = find(login, over: connection) else { return }
        bind(login, entry.dn, over: connection.url, state: AccountState(entry, now: directory.clock.now()))
        lookAtEntry(entry, over: connection)
    }

    /// What is known of the person is read as the person, so that without a password nothing is.
    private func lookAtDirectPerson(_ login: ExaminedLogin, _ name: DirectName, over connection: LDAPConnection) {
        guard PeopleLookup.canBeLogin(login.login), let text = name.name(for: login.login) else {
            step(.userBind) { _ throws(Setback) in
                throw Setback(
                    .unknown, "No name can be made of this login.",
                    advice:
                        "Look at people.direct and at the login: marks of their own and doubled blanks are not taken there."
                )
            }
            return
        }
        let own = bind(login, text, over: connection.url, state: nil)
        let entry = step(.userSearch) { sight throws(Setback) -> LDAPEntry? in
            sight.note("name", text)
            guard let own else {
                sight.skip("The name is made of the login; the entry is read as the person, who has not signed in.")
                return nil
            }
            sight.note("filter", configuration.people.filter.text)
            let hit = try asking(at: .userSearch) { () throws(LDAPFailure) in
                try PeopleLookup(directory: directory).entry(login: login.login, as: name, over: own)
            }
            switch hit {
            case .one(let entry):
                sight.note("entry", entry.dn)
                if !name.namesItsEntry { try require(login, toBe: entry, over: own) }
                sight.words = "The name is made of the login, and its entry fits the filter."
                return entry
            case .nobody:
                throw Setback(
                    .unknown, "The password was right, and no entry of that name fits the filter.",
                    advice: "Correct people.filter, or people.base.")
            case .several(let names):
                throw Setback(.ambiguous, "The login means several entries: \(names.joined(separator: "; ")).")
            }
        }
        if let own, let entry = entry ?? nil { lookAtEntry(entry, over: own) }
    }

    /// The password has opened the name that is made of the login; it has to open the entry that has the login, too.
    private func require(
        _ login: ExaminedLogin, toBe entry: LDAPEntry, over connection: LDAPConnection
    ) throws(Setback) {
        guard let password = login.password else { return }
        let answer = try asking(at: .userBind) { () throws(LDAPFailure) in try connection.bind(entry.dn, password) }
        let advice = "Look at whose name it is; people.login has to be the attribute that the name is made of."
        switch BindVerdict(answer, state: nil) {
        case .accepted: return
        case .refused(let refusal, let words):
            throw Setback(
                .rejected, "The password opens the name and not the entry with this login: \(words).", refusal: refusal,
                advice: advice)
        case .unknown(let words):
            throw Setback(.unknown, "The entry with this login can't sign in: \(words).", advice: advice)
        case .failed(let failure): throw Setback(SourceVerdict(failure.kind), failure.words)
        }
    }

    private func find(_ login: ExaminedLogin, over connection: LDAPConnection) -> LDAPEntry? {
        step(.userSearch) { sight throws(Setback) in
            let people = configuration.people
            sight.note("base", people.base.text)
            guard PeopleLookup.canBeLogin(login.login) else {
                throw Setback(
                    .unknown, "This can be nobody's login: it is empty, too long or holds control characters.",
                    advice: "Type the login again.")
            }
            sight.note("filter", people.search(people.has(login.login), attributes: []).filter.text)
            let hit = try asking(at: .userSearch) { () throws(LDAPFailure) in
                try PeopleLookup(directory: directory).entry(login: login.login, over: connection)
            }
            switch hit {
            case .one(let entry):
                sight.words = "One entry has this login."
                sight.note("entry", entry.dn)
                return entry
            case .several(let names):
                for name in names { sight.note("entry", name) }
                throw Setback(
                    .ambiguous, "\(names.count) entries have this login; nobody can say who is meant.",
                    advice: "Narrow people.base or people.filter, or give one of them another login.")
            case .nobody:
                let clues = LoginClues(self, login.login, over: connection)
                throw Setback(.unknown, "No entry has this login.", advice: clues.advice(&sight))
            }
        }
    }
}
