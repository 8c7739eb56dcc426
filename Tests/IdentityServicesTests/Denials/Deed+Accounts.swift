import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let helpers: Set<String> = managers.subtracting(["impersonated"])
    private static let owners: Set<String> = accounts.union(["narrow-key", "impersonated"])

    static let wholeAccounts: [Deed] = [
        Deed(name: "AccountService.read", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.accounts.read(.id(target.id), as: caller)
        },
        Deed(name: "AccountService.readOwn", isAllowed: owners) { house, caller, _, _ in
            _ = try await house.accounts.readOwn(as: caller)
        },
        Deed(name: "AccountService.sheets", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            try await house.accounts.sheets(as: caller) { _ in }
        },
        Deed(name: "AccountService.save", isAllowed: managers) { house, caller, target, _ in
            var change = AccountChange()
            change.edit.displayName = "Another"
            _ = try await house.accounts.save(.id(target.id), change, as: caller)
        },
        Deed(name: "AccountService.save", isAllowed: helpers) { house, caller, target, _ in
            var change = AccountChange()
            change.secrets = [KeptItem(name: "one", secret: Secret("sesame"), detail: nil)]
            _ = try await house.accounts.save(.id(target.id), change, as: caller)
        },
        Deed(name: "AccountService.saveOwn", isAllowed: owners) { house, caller, _, _ in
            var change = AccountChange()
            change.documents = [.userProperties: "{}"]
            _ = try await house.accounts.saveOwn(change, as: caller)
        },
        Deed(name: "UserService.entries", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            try await house.users.entries(as: caller) { _ in }
        },
        Deed(name: "UserService.directory", isAllowed: accounts.union(["impersonated", "operator"])) {
            house, caller, _, _ in
            try await house.users.directory(as: caller) { _ in }
        },
        Deed(
            name: "UserService.directoryEntry",
            isAllowed: accounts.subtracting(["foreign"]).union(["impersonated", "operator"])
        ) { house, caller, target, _ in
            _ = try await house.users.directoryEntry(of: .id(target.id), as: caller)
        },
        Deed(name: "GroupService.all", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.groups.all(as: caller)
        },
        Deed(name: "GroupService.directory", isAllowed: accounts.union(["impersonated", "operator"])) {
            house, caller, _, _ in
            _ = try await house.groups.directory(as: caller)
        },
        Deed(name: "TicketService.issue", isAllowed: owners) { house, caller, _, _ in
            _ = try await house.tickets.issue(as: caller)
        },
        Deed(name: "JobService.start", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.jobs.start(.externalGroups(SourceID(rawValue: "corp")), as: caller)
        },
        Deed(name: "JobService.read", isAllowed: []) { house, caller, _, _ in
            let id = try await house.jobs.start(.sync(nil), as: TestHouse.operator)
            guard caller.account != nil else { throw ServiceError.unauthenticated }
            _ = try await house.jobs.read(id, as: caller)
        },
        Deed(name: "JobService.cancel", isAllowed: []) { house, caller, _, _ in
            let id = try await house.jobs.start(.sync(nil), as: TestHouse.operator)
            guard caller.account != nil else { throw ServiceError.unauthenticated }
            try await house.jobs.cancel(id, as: caller)
        },
    ]
}
