import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    static let users: [Deed] = [
        Deed(name: "UserService.create", isAllowed: managers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.users.create(CreateUser(login: "new"), as: caller)
        },
        Deed(name: "UserService.createFirstAdministrator", isAllowed: []) { house, caller, _, _ in
            _ = try await house.users.createFirstAdministrator(
                login: "first", password: Secret(TestHouse.password), as: caller)
        },
        Deed(name: "UserService.read", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.users.read(.id(target.id), as: caller)
        },
        Deed(name: "UserService.list", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.users.list(UserQuery(limit: 1), as: caller)
        },
        Deed(name: "UserService.forEach", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            try await house.users.forEach(UserQuery(limit: 1), as: caller) { _ in }
        },
        Deed(name: "UserService.readKnown", isAllowed: readers) { house, caller, target, _ in
            let found = try await house.users.readKnown([target.id], as: caller)
            // Whom the caller may not read is not there.
            if found.isEmpty { throw ServiceError.notFound(.user) }
        },
        Deed(name: "UserService.activity", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.users.activity(of: .id(target.id), as: caller)
        },
        Deed(name: "UserService.activities", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.users.activities(UserQuery(limit: 1), as: caller)
        },
        Deed(name: "UserService.edit", isAllowed: managers) { house, caller, target, _ in
            var edit = EditUser()
            edit.displayName = "Somebody"
            _ = try await house.users.edit(.id(target.id), edit, as: caller)
        },
        Deed(name: "UserService.delete", isAllowed: managers) { house, caller, target, _ in
            try await house.users.delete(.id(target.id), as: caller)
        },
        Deed(name: "UserService.setPassword", isAllowed: managers.subtracting(["impersonated"])) {
            house, caller, target, _ in
            try await house.users.setPassword(of: .id(target.id), to: Secret("quite another one"), as: caller)
        },
        Deed(name: "UserService.changeOwnPassword", isAllowed: accounts) {
            house, caller, _, _ in
            _ = try await house.users.changeOwnPassword(
                from: Secret(TestHouse.password), to: Secret("quite another one"), as: caller)
        },
        Deed(name: "UserService.bulk", isAllowed: managers) { house, caller, target, _ in
            let outcomes = try await house.users.bulk([.switching(.id(target.id), on: false)], as: caller)
            if case .refused(let error) = outcomes[0] { throw error }
        },
        Deed(name: "UserService.importUsers", isAllowed: managers.union(["foreign"]).subtracting(["impersonated"])) {
            house, caller, _, _ in
            var rows: [ImportedUser]? = [ImportedUser(CreateUser(login: "new"), given: [.login])]
            var decisions: [ImportDecision] = []
            try await house.users.importUsers(
                onExisting: .refuse, as: caller,
                from: { () throws(ServiceError) in
                    defer { rows = nil }
                    return rows
                }, report: { (found) throws(ServiceError) in decisions += found })
            if case .refused(let error)? = decisions.first { throw error }
        },
        Deed(name: "UserService.importAllUsers", isAllowed: managers.union(["foreign"]).subtracting(["impersonated"])) {
            house, caller, _, _ in
            _ = try await house.users.importAllUsers(onExisting: .refuse, as: caller) { () throws(ServiceError) in
                var rows: [ImportedUser]? = [ImportedUser(CreateUser(login: "new"), given: [.login])]
                return { () throws(ServiceError) in
                    defer { rows = nil }
                    return rows
                }
            }
        },
        Deed(name: "UserService.export", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.users.export(UserQuery(limit: 1), withHashes: true, as: caller)
        },
    ]
}
