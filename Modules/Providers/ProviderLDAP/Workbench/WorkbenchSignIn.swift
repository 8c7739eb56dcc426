import IdentityCore
import LDAPKit

/// Finds somebody as a sign-in does, signs in as them, and asks.
struct WorkbenchSignIn {
    let directory: DirectorySettings
    let progress: Progress

    func ask<Value: Sendable>(
        _ question: (LDAPConnection) throws(LDAPFailure) -> Value, as login: String, _ password: Secret,
        in seat: LDAPSeat
    ) throws(LDAPFailure) -> LDAPWorkbench.Answer<Value> {
        let name: String
        switch try self.name(of: login, in: seat) {
        case .nobody: return .unknown(words: "No entry that counts has the login \(login).")
        case .several(let names):
            let words = "The login means more than one entry: \(names.joined(separator: "; "))"
            return .failed(SourceFailure(.ambiguous, at: .userSearch, words))
        case .one(let found): name = found
        }
        guard password.canBeSent else { return .rejected(.wrongPassword, words: "No directory is asked for it.") }
        progress.reached(.userBind)
        switch BindVerdict(try seat.bind(name, password), state: nil) {
        case .refused(let refusal, let words): return .rejected(refusal, words: words)
        case .unknown(let words): return .unknown(words: words)
        case .failed(let failure): return .failed(failure)
        case .accepted:
            progress.reached(.base)
            return .answered(try seat.asUser(question))
        }
    }

    private enum Name {
        case nobody
        case one(String)
        case several([String])
    }

    private func name(of login: String, in seat: LDAPSeat) throws(LDAPFailure) -> Name {
        if let direct = directory.people.direct {
            guard PeopleLookup.canBeLogin(login), let name = direct.name(for: login) else { return .nobody }
            return .one(name)
        }
        progress.reached(.userSearch)
        let hit = try seat.asService { connection throws(LDAPFailure) in
            try PeopleLookup(directory: directory).entry(login: login, over: connection)
        }
        return switch hit {
        case .nobody: .nobody
        case .one(let entry): .one(entry.dn)
        case .several(let names): .several(names)
        }
    }
}
