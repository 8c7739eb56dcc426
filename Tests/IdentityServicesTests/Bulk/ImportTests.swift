import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct ImportTests {
    private static let taken = ImportDecision.refused(.alreadyExists(.user, field: "login"))
    private static let hash = PasswordHash(encoded: "plain$" + TestHouse.password)

    @Test func i07_goodRowsGoInAndBadOnesAreRefusedOneByOne() async throws {
        let house = try await TestHouse()
        try await house.user("ada", email: "ada@example.org")
        let decisions = try await house.importing([
            row("bob"), row("me"), row("cy") { $0.credential = .imported(PasswordHash(encoded: "nonsense")) },
            row("ADA"), row("dan") { $0.email = "ADA@example.org" }, row("eve") { $0.groups = [.path(["none"])] },
            row("bob"), row("fay") { $0.roles = ["emperor"] }, row("gil") { $0.organization = .init(rawValue: "none") },
            row("=1+1"), row("hal"),
        ])
        #expect(
            decisions.map { decision -> String in
                if case .refused(let error) = decision { RefusalName.of(error) } else { "\(decision)" }
            } == [
                "created", "invalid", "invalid", "login", "email", "group", "login", "invalid", "organization",
                "created", "created",
            ])
        #expect(try await house.logins() == ["=1+1", "ada", "bob", "hal"])
        let records = try await house.records().filter { $0.detail == "import" }
        #expect(records.map(\.object?.name) == ["hal", "=1+1", "bob"])
    }

    private enum RefusalName {
        static func of(_ error: ServiceError) -> String {
            switch error {
            case .invalidInput: "invalid"
            case .alreadyExists(_, let field): field
            case .notFound(let kind): kind.rawValue
            default: "\(error)"
            }
        }
    }

    @Test func anImportedHashSignsInAndMayAskForAnOwnPassword() async throws {
        let house = try await TestHouse()
        _ = try await house.importing([
            row("ada") { $0.credential = .imported(Self.hash) },
            row("bob") {
                $0.credential = .imported(Self.hash)
                $0.requiresPasswordChange = true
            },
        ])
        #expect(try await house.signedIn("ada").account?.user.requiredActions == [])
        #expect(try await house.signedIn("bob").account?.user.requiredActions == [.updatePassword])
    }

    @Test func aPasswordIsNoHash() async throws {
        let house = try await TestHouse()
        let decisions = try await house.importing([
            row("ada") { $0.credential = .password(Secret(TestHouse.password), temporary: false) }
        ])
        #expect(decisions == [.refused(.unsupported("An import takes hashes of passwords, not passwords."))])
    }

    @Test func skippingGoesOnWhereAnImportWasCutOff() async throws {
        let house = try await TestHouse()
        let rows = (0..<10).map { row("user\($0)") }
        _ = try await house.importing(Array(rows.prefix(4)))
        let decisions = try await house.importing(rows, onExisting: .skip)
        #expect(decisions == Array(repeating: .skipped, count: 4) + Array(repeating: .created, count: 6))
    }

    @Test(arguments: ExistingUsers.allCases) func i07_aLoginThatComesTwiceIsRefusedTheSecondTime(
        _ way: ExistingUsers
    ) async throws {
        let house = try await TestHouse()
        for rehearsing in [true, false] {
            let decisions = try await house.importing(
                [row("ada"), row("Ada"), row("bob"), row("cy"), row("BOB")], onExisting: way, rehearsing: rehearsing)
            #expect(decisions == [.created, Self.taken, .created, .created, Self.taken])
        }
    }

    @Test func updatingChangesWhatTheRowSpeaksOfAndNothingElse() async throws {
        let house = try await TestHouse()
        try await house.user("ada", email: "ada@example.org")
        try await house.group("ops")
        let decisions = try await house.importing(
            [
                row("ada", [.displayName, .groups, .profile, .enabled]) {
                    $0.displayName = "Ada L."
                    $0.groups = [.path(["ops"])]
                    $0.profile = "DESIGNER"
                },
                row("bob"),
            ], onExisting: .update)
        #expect(decisions == [.updated, .created])
        let ada = try await house.users.read(.login("ada"), as: TestHouse.operator)
        #expect(ada.displayName.display == "Ada L." && ada.profile == "DESIGNER" && ada.isEnabled)
        #expect(ada.email?.display == "ada@example.org")
        #expect(try await house.groups.groups(of: .login("ada"), as: TestHouse.operator).count == 1)
        _ = try await house.importing([row("ada", [.email, .passwordHash])], onExisting: .update)
        #expect(try await house.users.read(.login("ada"), as: TestHouse.operator).email == nil)
        await #expect(throws: Never.self) { try await house.signedIn("ada") }
    }

    @Test func anUpdateMaySetAHashAndEndsTheSessions() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let caller = try await house.signedIn("ada")
        let decisions = try await house.importing(
            [row("ada", [.passwordHash]) { $0.credential = .imported(PasswordHash(encoded: "plain$new-secret-9")) }],
            onExisting: .update)
        #expect(decisions == [.updated])
        let user = try #require(caller.userID)
        let left = try await house.storage.read(.scan) { try $0.sessions.list(SessionQuery(user: user, limit: 9)) }
        #expect(left.isEmpty)
        await #expect(throws: ServiceError.unauthenticated) { try await house.signedIn("ada") }
        await #expect(throws: Never.self) { try await house.signedIn("ada", password: "new-secret-9") }
    }

    @Test func z05_aRowCanReachNoStrongerAccountAndNoForeignOrganization() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        let elsewhere = try await house.organization("elsewhere")
        try await house.user("far", in: elsewhere)
        try await house.group("rulers", roles: ["super-admin"])
        try await house.user("chief", roles: [.orgAdmin])
        let chief = try await house.signedIn("chief")
        let decisions = try await house.importing(
            [
                row("root", [.displayName]), row("far", [.displayName]), row("a") { $0.roles = ["super-admin"] },
                row("b") { $0.groups = [.path(["rulers"])] }, row("c") { $0.organization = elsewhere }, row("d"),
            ], onExisting: .update, as: chief)
        #expect(
            decisions == [
                .refused(.forbidden(.targetIsStronger)), Self.taken, .refused(.forbidden(.targetIsStronger)),
                .refused(.forbidden(.targetIsStronger)), .refused(.notFound(.organization)), .created,
            ])
        #expect(try await house.users.read(.login("root"), as: TestHouse.operator).displayName.display == "root")
    }

    @Test func seatsAreCountedThroughBatchesAlsoInARehearsal() async throws {
        let house = try await TestHouse(seats: 4)
        let full = ImportDecision.refused(.conflict(.noSeat(seats: 4)))
        let rows = (0..<5).map { row("user\($0)") } + [row("closed") { $0.isEnabled = false }]
        for rehearsing in [true, false] {
            let decisions = try await house.importing(rows, rehearsing: rehearsing)
            #expect(decisions == Array(repeating: .created, count: 4) + [full, .created])
        }
    }

    @Test func aRehearsalWritesNothing() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let before = try await house.records()
        let decisions = try await house.importing(
            [row("ada", [.displayName]) { $0.displayName = "Other" }, row("bob"), row("cy"), row("me")],
            onExisting: .update, rehearsing: true)
        #expect(decisions.prefix(3) == [.updated, .created, .created])
        #expect(try await house.logins() == ["ada"])
        #expect(try await house.records() == before)
        #expect(try await house.users.read(.login("ada"), as: TestHouse.operator).version == 1)
    }

    @Test func i07_allOrNothingUndoesEverythingAtTheFirstRefusal() async throws {
        let house = try await TestHouse()
        await #expect(throws: ServiceError.alreadyExists(.user, field: "login")) {
            try await house.importingAll([row("a"), row("b"), row("c"), row("A")])
        }
        #expect(try await house.logins().isEmpty)
        #expect(try await house.records().isEmpty)
        #expect(try await house.importingAll([row("a"), row("b"), row("c")]) == [.created: 3])
        #expect(try await house.logins() == ["a", "b", "c"])
    }

    @Test func whatIsExportedIsImportedAsTheSameUsers() async throws {
        let house = try await TestHouse()
        let ops = try await house.group("ops")
        try await house.group("linux", under: ops)
        let start = Date(timeIntervalSince1970: 1_700_000_000)
        _ = try await house.importing([
            row("=Ada") {
                $0.email = "ada@example.org"
                $0.givenName = "Ada"
                $0.roles = []
                $0.groups = [.path(["ops", "linux"])]
                $0.isEmailVerified = true
                $0.profile = "DESIGNER"
                $0.trial = Trial(grantedOn: start, expiresOn: start.addingTimeInterval(86_400))
                $0.validUntil = start.addingTimeInterval(172_800)
                $0.credential = .imported(Self.hash)
                $0.isEnabled = false
            }, row("bob"),
        ])
        let exported = try await house.users.export(UserQuery(limit: 9), withHashes: true, as: TestHouse.operator)
        #expect(exported.map(\.groups) == [[["ops", "linux"]], []])
        #expect(exported.map(\.hash) == [Self.hash, nil])
        #expect(
            try await house.users.export(UserQuery(limit: 9), withHashes: false, as: TestHouse.operator).map(\.hash)
                == [nil, nil])
    }

    @Test func hashesNeedTheirOwnRight() async throws {
        let house = try await TestHouse()
        try await house.user("ada", roles: [.admin])
        let admin = try await house.signedIn("ada")
        #expect(try await house.users.export(UserQuery(limit: 9), withHashes: false, as: admin).count == 1)
        await #expect(throws: ServiceError.forbidden(.missingRight(.exportUsers))) {
            try await house.users.export(UserQuery(limit: 9), withHashes: true, as: admin)
        }
    }
}
