import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    static let sessions: [Deed] = [
        Deed(name: "SessionService.pages", isAllowed: managers) { house, caller, target, _ in
            var pages = house.sessions.pages(of: target.id, as: caller)
            _ = try await pages.next()
        },
        Deed(name: "SessionService.whoAmI", isAllowed: accounts.union(["narrow-key", "impersonated"])) {
            house, caller, _, _ in
            _ = try house.sessions.whoAmI(as: caller)
        },
        Deed(name: "SessionService.signOut", isAllowed: accounts.union(["impersonated"])) { house, caller, _, _ in
            try await house.sessions.signOut(as: caller)
        },
        Deed(name: "SessionService.list", isAllowed: managers) { house, caller, target, _ in
            _ = try await house.sessions.list(SessionQuery(user: target.id, limit: 1), as: caller)
        },
        Deed(name: "SessionService.end", isAllowed: managers) { house, caller, _, session in
            try await house.sessions.end(session, as: caller)
        },
        Deed(name: "SessionService.pruneExpired", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.sessions.pruneExpired(as: caller)
        },
        Deed(name: "SessionService.pruneRevokedTokens", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.sessions.pruneRevokedTokens(as: caller)
        },
    ]
}
