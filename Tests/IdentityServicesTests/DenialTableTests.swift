import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

/// Who is refused what: every public method of the services that acts for a caller stands here once.
struct Deed: Sendable, CustomTestStringConvertible {
    let name: String
    let isAllowed: Set<String>
    let act: @Sendable (TestHouse, Caller, _ target: User, _ session: SessionID) async throws -> Void

    var testDescription: String { name }

    static let everybody: Set<String> = ["member", "auditor", "admin", "super-admin", "operator"]
    static let managers: Set<String> = ["admin", "super-admin", "operator"]

    static let auditReaders: Set<String> = ["auditor", "super-admin", "operator"]

    static let all: [Deed] = [
        Deed(name: "UserService.create", isAllowed: managers) { house, caller, _, _ in
            _ = try await house.users.create(CreateUser(login: "new"), as: caller)
        },
        Deed(name: "UserService.createFirstAdministrator", isAllowed: []) { house, caller, _, _ in
            _ = try await house.users.createFirstAdministrator(
                login: "first", password: Secret(TestHouse.password), as: caller)
        },
        Deed(name: "SessionService.pages", isAllowed: managers) { house, caller, target, _ in
            var pages = house.sessions.pages(of: target.id, as: caller)
            _ = try await pages.next()
        },
        Deed(name: "UserService.read", isAllowed: managers.union(["auditor"])) { house, caller, target, _ in
            _ = try await house.users.read(.id(target.id), as: caller)
        },
        Deed(name: "UserService.list", isAllowed: managers.union(["auditor"])) { house, caller, _, _ in
            _ = try await house.users.list(UserQuery(limit: 1), as: caller)
        },
        Deed(name: "UserService.edit", isAllowed: managers) { house, caller, target, _ in
            var edit = EditUser()
            edit.displayName = "Somebody"
            _ = try await house.users.edit(.id(target.id), edit, as: caller)
        },
        Deed(name: "UserService.delete", isAllowed: managers) { house, caller, target, _ in
            try await house.users.delete(.id(target.id), as: caller)
        },
        Deed(name: "UserService.setPassword", isAllowed: managers) { house, caller, target, _ in
            try await house.users.setPassword(of: .id(target.id), to: Secret("quite another one"), as: caller)
        },
        Deed(name: "UserService.changeOwnPassword", isAllowed: everybody.subtracting(["operator"])) {
            house, caller, _, _ in
            _ = try await house.users.changeOwnPassword(
                from: Secret(TestHouse.password), to: Secret("quite another one"), as: caller)
        },
        Deed(name: "SessionService.whoAmI", isAllowed: everybody.subtracting(["operator"])) { house, caller, _, _ in
            _ = try house.sessions.whoAmI(as: caller)
        },
        Deed(name: "SessionService.signOut", isAllowed: everybody.subtracting(["operator"])) { house, caller, _, _ in
            try await house.sessions.signOut(as: caller)
        },
        Deed(name: "SessionService.list", isAllowed: managers) { house, caller, target, _ in
            _ = try await house.sessions.list(SessionQuery(user: target.id, limit: 1), as: caller)
        },
        Deed(name: "SessionService.end", isAllowed: managers) { house, caller, _, session in
            try await house.sessions.end(session, as: caller)
        },
        Deed(name: "SessionService.pruneExpired", isAllowed: ["super-admin", "operator"]) { house, caller, _, _ in
            _ = try await house.sessions.pruneExpired(as: caller)
        },
        Deed(name: "AuditService.search", isAllowed: auditReaders) { house, caller, _, _ in
            _ = try await house.audit.search(AuditQuery(limit: 1), as: caller)
        },
        Deed(name: "AuditService.head", isAllowed: auditReaders) { house, caller, _, _ in
            _ = try await house.audit.head(as: caller)
        },
        Deed(name: "AuditService.verify", isAllowed: auditReaders) { house, caller, _, _ in
            _ = try await house.audit.verify(as: caller)
        },
    ]
}

@Suite struct DenialTableTests {
    /// Reads are not asked again inside a transaction: a request that came in before the end may still be answered. The
    /// next one is not.
    private static let answeredFromTheRequest: Set<String> = [
        "UserService.read", "UserService.list", "SessionService.list", "SessionService.pages",
        "SessionService.whoAmI", "AuditService.search", "AuditService.head", "AuditService.verify",
    ]

    @Test(arguments: Deed.all) func isRefusedToWhoMayNot(_ deed: Deed) async throws {
        for kind in ["anonymous", "member", "auditor", "admin", "super-admin", "operator", "ended", "disabled"] {
            let house = try await TestHouse()
            try await house.user("keeper", roles: [.superAdmin])
            let target = try await house.user("target")
            let session = try #require(try await house.signedIn("target").account?.session.id)
            let caller = try await caller(kind, in: house)
            do {
                try await deed.act(house, caller, target, session)
                let isLate = kind == "ended" || kind == "disabled"
                let mayPass = deed.isAllowed.contains(kind) || isLate && Self.answeredFromTheRequest.contains(deed.name)
                #expect(mayPass, "\(kind) was let through")
            } catch {
                #expect(!deed.isAllowed.contains(kind), "\(kind) was refused: \(error)")
            }
        }
    }

    private func caller(_ kind: String, in house: TestHouse) async throws -> Caller {
        switch kind {
        case "anonymous": return Caller(.anonymous)
        case "operator": return TestHouse.operator
        case "ended", "disabled":
            // A super-admin whose request came in before the session or the account ended.
            let user = try await house.user("caller", roles: [.superAdmin])
            let caller = try await house.signedIn("caller")
            if kind == "ended" {
                try await house.sessions.signOut(as: caller)
            } else {
                var edit = EditUser()
                edit.isEnabled = false
                _ = try await house.users.edit(.id(user.id), edit, as: TestHouse.operator)
            }
            return caller
        default:
            try await house.user("caller", roles: [Role(rawValue: kind)])
            return try await house.signedIn("caller")
        }
    }

    @Test func everyMethodThatTakesACallerStandsInTheTable() throws {
        let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let sources = try FileManager.default.subpathsOfDirectory(atPath: "/\(folder)/Modules/Core/IdentityServices")
        var missing: [String] = []
        for file in sources where file.hasSuffix(".swift") && file.contains("Service") {
            let data = try #require(
                FileManager.default.contents(atPath: "/\(folder)/Modules/Core/IdentityServices/\(file)"))
            let service = file.split(separator: "/").last!.prefix { $0 != "+" && $0 != "." }
            let text = String(decoding: data, as: UTF8.self)
            for match in text.matches(of: /package func (\w+)\(([^)]|\([^)]*\))*as caller: Caller/) {
                let name = "\(service).\(match.1)"
                if !Deed.all.contains(where: { $0.name == name }) { missing.append(name) }
            }
        }
        #expect(missing.isEmpty)
    }
}
