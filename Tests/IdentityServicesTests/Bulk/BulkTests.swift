import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct BulkTests {
    private func words(_ outcomes: [BulkOutcome]) -> [String] {
        outcomes.map { outcome in
            switch outcome {
            case .created(let user): "created \(user.login)"
            case .edited(let user): "edited \(user.login)"
            case .deleted: "deleted"
            case .refused(let error): "refused \(error)"
            case .undone: "undone"
            }
        }
    }

    private func renamed(_ name: String) -> EditUser {
        var edit = EditUser()
        edit.displayName = name
        return edit
    }

    @Test func eachItemIsDecidedForItselfAndSeesThoseBefore() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let reserved = FieldProblem("login", .reserved, "This login is a reserved word.")
        let outcomes = try await house.users.bulk(
            [
                .create(CreateUser(login: "bob")), .create(CreateUser(login: "BOB")), .create(CreateUser(login: "me")),
                .edit(.login("bob"), renamed("Bobby")), .switching(.login("ada"), on: false),
                .delete(.login("nobody"), ifVersion: nil), .delete(.login("ada"), ifVersion: 1),
                .delete(.login("bob"), ifVersion: 2),
            ], as: TestHouse.operator)
        #expect(
            words(outcomes) == [
                "created bob", "refused \(ServiceError.alreadyExists(.user, field: "login"))",
                "refused \(ServiceError.invalidInput([reserved]))",
                "edited bob", "edited ada", "refused \(ServiceError.notFound(.user))",
                "refused \(ServiceError.conflict(.versionMoved(current: 2)))", "deleted",
            ])
        #expect(try await house.logins() == ["ada"])
        #expect(
            try await house.records().map(\.action) == [
                .userDeleted, .userDisabled, .userEdited, .userCreated, .userCreated,
            ])
    }

    @Test func allOrNothingUndoesEverythingAtTheFirstRefusal() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let before = try await house.records()
        let outcomes = try await house.users.bulk(
            [
                .create(CreateUser(login: "bob")), .delete(.login("ada"), ifVersion: 7),
                .create(CreateUser(login: "cy")),
            ],
            allOrNothing: true, as: TestHouse.operator)
        #expect(
            words(outcomes) == [
                "undone", "refused \(ServiceError.conflict(.versionMoved(current: 1)))", "undone",
            ])
        #expect(try await house.logins() == ["ada"])
        #expect(try await house.records() == before)
    }

    @Test func allOrNothingKeepsEverythingWhenNothingIsRefused() async throws {
        let house = try await TestHouse()
        let changes = (0..<20).map { BulkChange.create(CreateUser(login: "user\($0)")) }
        let outcomes = try await house.users.bulk(changes, allOrNothing: true, as: TestHouse.operator)
        #expect(words(outcomes) == (0..<20).map { "created user\($0)" })
    }

    @Test func moreThanAThousandChangesAreRefusedAtOnce() async throws {
        let house = try await TestHouse()
        let changes = (0...1_000).map { BulkChange.create(CreateUser(login: "user\($0)")) }
        let problem = FieldProblem("items", .outOfRange, "At most 1000 changes fit into one call.")
        await #expect(throws: ServiceError.invalidInput([problem])) {
            try await house.users.bulk(changes, as: TestHouse.operator)
        }
        #expect(try await house.logins().isEmpty)
    }

    @Test func z05_strongerTargetsAndForeignOrganizationsAreRefusedItemByItem() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        try await house.user("ada")
        let elsewhere = try await house.organization("elsewhere")
        try await house.user("far", in: elsewhere)
        try await house.user("chief", in: .standard, roles: [.orgAdmin])
        let outcomes = try await house.users.bulk(
            [
                .edit(.login("root"), renamed("Nobody")), .switching(.login("root"), on: false),
                .delete(.login("far"), ifVersion: nil), .create(CreateUser(login: "new", roles: ["super-admin"])),
                .create(CreateUser(login: "there", organization: elsewhere)), .switching(.login("ada"), on: false),
            ], as: try await house.signedIn("chief"))
        #expect(
            words(outcomes) == [
                "refused \(ServiceError.forbidden(.targetIsStronger))",
                "refused \(ServiceError.forbidden(.targetIsStronger))", "refused \(ServiceError.notFound(.user))",
                "refused \(ServiceError.forbidden(.targetIsStronger))",
                "refused \(ServiceError.notFound(.organization))", "edited ada",
            ])
        #expect(try await house.logins() == ["ada", "chief", "far", "root"])
    }

    @Test func z07_theLastAdministratorStaysWhateverTheOrder() async throws {
        let house = try await TestHouse()
        try await house.user("one", roles: [.superAdmin])
        try await house.user("two", roles: [.superAdmin])
        let outcomes = try await house.users.bulk(
            [.delete(.login("one"), ifVersion: nil), .switching(.login("two"), on: false)], as: TestHouse.operator)
        #expect(words(outcomes) == ["deleted", "refused \(ServiceError.conflict(.lastAdministrator))"])
        let both = try await house.users.bulk(
            [.switching(.login("two"), on: false)], allOrNothing: true, as: TestHouse.operator)
        #expect(words(both) == ["refused \(ServiceError.conflict(.lastAdministrator))"])
    }

    @Test func seatsEndTheCreationsAndNotTheCall() async throws {
        let house = try await TestHouse(seats: 2)
        let outcomes = try await house.users.bulk(
            [
                .create(CreateUser(login: "a")), .create(CreateUser(login: "b")), .create(CreateUser(login: "c")),
                .switching(.login("a"), on: false), .create(CreateUser(login: "d")),
            ], as: TestHouse.operator)
        #expect(
            words(outcomes) == [
                "created a", "created b", "refused \(ServiceError.conflict(.noSeat(seats: 2)))", "edited a",
                "created d",
            ])
    }

    @Test func whoTakesTheOwnRightIsRefusedFromThenOn() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        try await house.user("ada", roles: [.admin])
        var demotion = EditUser()
        demotion.roles = ["member"]
        let outcomes = try await house.users.bulk(
            [.edit(.login("ada"), demotion), .create(CreateUser(login: "late"))], as: try await house.signedIn("ada"))
        #expect(words(outcomes) == ["edited ada", "refused \(ServiceError.forbidden(.missingRight(.manageUsers)))"])
    }

    @Test func passwordsAreHashedBeforeAnythingIsWritten() async throws {
        let house = try await TestHouse()
        let changes = (0..<9).map { number in
            BulkChange.create(
                CreateUser(login: "user\(number)", credential: .password(Secret(TestHouse.password), temporary: true)))
        }
        let outcomes = try await house.users.bulk(changes, as: TestHouse.operator)
        #expect(words(outcomes) == (0..<9).map { "created user\($0)" })
        #expect(house.hasher.work.hashed == 9)
        await #expect(throws: Never.self) { try await house.signedIn("user8") }
    }
}
