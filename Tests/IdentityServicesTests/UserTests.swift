import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct UserTests {
    private func edit(_ change: (inout EditUser) -> Void) -> EditUser {
        var edit = EditUser()
        change(&edit)
        return edit
    }

    @Test func everythingThatIsWrongIsSaidAtOnce() async throws {
        let house = try await TestHouse()
        let command = CreateUser(
            login: "me", email: "nonsense", displayName: "a\u{0}b", source: SourceID(rawValue: "nowhere"),
            credential: .password(Secret("short"), temporary: true))
        await #expect { try await house.users.create(command, as: TestHouse.operator) } throws: { error in
            guard case ServiceError.invalidInput(let problems) = error else { return false }
            return Set(problems.map(\.field)) == ["login", "email", "displayName", "source", "password"]
        }
        #expect(try await house.records().isEmpty)
    }

    @Test func aRoleThatNobodyHasDefinedIsRefused() async throws {
        let house = try await TestHouse()
        let problem = FieldProblem("roles", .unknown, "There is no role \"emperor\".")
        await #expect(throws: ServiceError.invalidInput([problem])) {
            try await house.users.create(
                CreateUser(login: "nero", roles: ["emperor", "member"]), as: TestHouse.operator)
        }
        #expect(try await house.records().isEmpty)
    }

    @Test func aTakenLoginOrMailAddressIsRefusedAndNamed() async throws {
        let house = try await TestHouse()
        try await house.user("ada", email: "ada@example.org")
        await #expect(throws: ServiceError.alreadyExists(.user, field: "login")) { try await house.user("ADA") }
        await #expect(throws: ServiceError.alreadyExists(.user, field: "email")) {
            try await house.user("other", email: "ADA@example.org")
        }
    }

    @Test func anEditChangesWhatItNamesAndMovesTheVersion() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada", email: "ada@example.org")
        let edited = try await house.users.edit(
            .login("ADA"),
            edit {
                $0.email = .clear
                $0.displayName = "Ada Lovelace"
                $0.ifVersion = ada.version
            }, as: TestHouse.operator)
        #expect(edited.email == nil)
        #expect(edited.displayName.display == "Ada Lovelace")
        #expect(edited.login.display == "ada")
        #expect(edited.version == ada.version + 1)
        let entry = try #require(try await house.records(1).first)
        #expect(entry.action == .userEdited)
        #expect(entry.detail == "email, displayName")
        #expect(entry.actor == .operator("tester"))
        await #expect(throws: ServiceError.conflict(.versionMoved(current: edited.version))) {
            try await house.users.edit(.id(ada.id), edit { $0.ifVersion = ada.version }, as: TestHouse.operator)
        }
    }

    @Test func anEditThatChangesNothingLeavesNoTrace() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada")
        let same = try await house.users.edit(
            .id(ada.id), edit { $0.displayName = ada.displayName.display }, as: TestHouse.operator)
        #expect(same == ada)
        #expect(try await house.records().count == 1)
    }

    @Test func disablingEndsEverySessionOfTheUser() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada")
        let issued = try await house.signIn.signIn(
            login: "ada", password: Secret(TestHouse.password), from: TestHouse.origin())
        _ = try await house.users.edit(.id(ada.id), edit { $0.isEnabled = false }, as: TestHouse.operator)
        await #expect(throws: ServiceError.unauthenticated) {
            try await house.sessions.caller(presenting: issued.token, from: TestHouse.origin())
        }
        _ = try await house.users.edit(.id(ada.id), edit { $0.isEnabled = true }, as: TestHouse.operator)
        await #expect(throws: ServiceError.unauthenticated) {
            try await house.sessions.caller(presenting: issued.token, from: TestHouse.origin())
        }
        #expect(try await house.records(2).map(\.action) == [.userEnabled, .userDisabled])
    }

    @Test func openingALockedAccountIsOnRecord() async throws {
        let house = try await TestHouse(limits: SignInLimits(consecutiveFailures: 1))
        let ada = try await house.user("ada")
        await #expect(throws: ServiceError.unauthenticated) {
            try await house.signedIn("ada", password: "wrong password!")
        }
        let opened = try await house.users.edit(.id(ada.id), edit { $0.isEnabled = true }, as: TestHouse.operator)
        #expect(opened.failedLogins == 0)
        #expect(try await house.records(1).map(\.action) == [.userUnlocked])
        let same = try await house.users.edit(.id(ada.id), edit { $0.isEnabled = true }, as: TestHouse.operator)
        #expect(same.version == opened.version)
    }

    @Test func onlyAnEmptyStoreTakesAFirstAdministrator() async throws {
        let house = try await TestHouse()
        let first = try await house.users.createFirstAdministrator(
            login: "root", password: Secret(TestHouse.password), as: Caller(.system))
        #expect(first.roles == [.superAdmin])
        #expect(try await house.records().map(\.action) == [.userCreated, .serverInitialized])
        await #expect(throws: ServiceError.conflict(.alreadyInitialized)) {
            try await house.users.createFirstAdministrator(
                login: "second", password: Secret(TestHouse.password), as: Caller(.system))
        }
    }

    @Test func theLastAdministratorStays() async throws {
        let house = try await TestHouse()
        let root = try await house.user("root", roles: [.superAdmin])
        let last = ServiceError.conflict(.lastAdministrator)
        await #expect(throws: last) { try await house.users.delete(.id(root.id), as: TestHouse.operator) }
        await #expect(throws: last) {
            try await house.users.edit(.id(root.id), edit { $0.isEnabled = false }, as: TestHouse.operator)
        }
        await #expect(throws: last) {
            try await house.users.edit(.id(root.id), edit { $0.roles = ["admin"] }, as: TestHouse.operator)
        }
        let second = try await house.user("second", roles: [.superAdmin])
        _ = try await house.users.edit(.id(second.id), edit { $0.isEnabled = false }, as: TestHouse.operator)
        await #expect(throws: last) { try await house.users.delete(.id(root.id), as: TestHouse.operator) }
        _ = try await house.users.edit(.id(second.id), edit { $0.isEnabled = true }, as: TestHouse.operator)
        try await house.users.delete(.id(root.id), as: TestHouse.operator)
    }

    @Test func thereIsNoPathFromWeakerToStronger() async throws {
        let house = try await TestHouse()
        let root = try await house.user("root", roles: [.superAdmin])
        let ada = try await house.user("ada")
        try await house.user("boss", roles: [.admin])
        let boss = try await house.signedIn("boss")
        let stronger = ServiceError.forbidden(.targetIsStronger)
        await #expect(throws: stronger) {
            try await house.users.setPassword(of: .id(root.id), to: Secret("another password"), as: boss)
        }
        await #expect(throws: stronger) { try await house.users.delete(.id(root.id), as: boss) }
        await #expect(throws: stronger) {
            try await house.users.edit(.id(root.id), edit { $0.email = .set("x@example.org") }, as: boss)
        }
        await #expect(throws: stronger) {
            try await house.users.edit(.id(ada.id), edit { $0.roles = ["super-admin"] }, as: boss)
        }
        await #expect(throws: stronger) {
            try await house.users.create(CreateUser(login: "twin", roles: ["super-admin"]), as: boss)
        }
    }

    @Test func aRightThatHasGoneMeanwhileIsNotUsed() async throws {
        let house = try await TestHouse()
        let bossUser = try await house.user("boss", roles: [.admin])
        let boss = try await house.signedIn("boss")
        _ = try await house.users.edit(.id(bossUser.id), edit { $0.roles = ["member"] }, as: TestHouse.operator)
        await #expect(throws: ServiceError.forbidden(.missingRight(.manageUsers))) {
            try await house.users.create(CreateUser(login: "late"), as: boss)
        }
        _ = try await house.users.edit(.id(bossUser.id), edit { $0.isEnabled = false }, as: TestHouse.operator)
        await #expect(throws: ServiceError.unauthenticated) {
            try await house.users.create(CreateUser(login: "later"), as: boss)
        }
    }

    @Test func aDeletedUserIsGoneWithItsPasswordAndSessionsButNotFromTheAudit() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada")
        let issued = try await house.signIn.signIn(
            login: "ada", password: Secret(TestHouse.password), from: TestHouse.origin())
        try await house.users.delete(.login("ada"), as: TestHouse.operator)
        await #expect(throws: ServiceError.notFound(.user)) {
            try await house.users.read(.id(ada.id), as: TestHouse.operator)
        }
        await #expect(throws: ServiceError.unauthenticated) {
            try await house.sessions.caller(presenting: issued.token, from: TestHouse.origin())
        }
        let entry = try #require(try await house.records(1).first)
        #expect(entry.object == AuditObject(kind: .user, id: ada.id.description, name: "ada"))
        try await house.user("ada")
        await #expect(throws: ServiceError.unauthenticated) {
            try await house.sessions.caller(presenting: issued.token, from: TestHouse.origin())
        }
    }
}

@Suite struct PasswordTests {
    @Test func aPasswordSetByAnAdministratorOnlyLetsTheUserChooseAnOwnOne() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada")
        let old = try await house.signedIn("ada")
        try await house.users.setPassword(of: .id(ada.id), to: Secret("a temporary password"), as: TestHouse.operator)
        await #expect(throws: ServiceError.unauthenticated) { try await house.sessions.signOut(as: old) }
        let temporary = try await house.signedIn("ada", password: "a temporary password")
        let due = ServiceError.forbidden(.passwordChangeRequired)
        await #expect(throws: due) { try await house.users.read(.id(ada.id), as: temporary) }
        await #expect(throws: due) {
            try await house.sessions.list(SessionQuery(user: ada.id, limit: 1), as: temporary)
        }
        let issued = try await house.users.changeOwnPassword(
            from: Secret("a temporary password"), to: Secret("an own password 1"), as: temporary)
        await #expect(throws: ServiceError.unauthenticated) { try await house.sessions.signOut(as: temporary) }
        let own = try await house.sessions.caller(presenting: issued.token, from: TestHouse.origin())
        #expect(try await house.users.read(.id(ada.id), as: own).requiredActions.isEmpty)
        _ = try await house.signedIn("ada", password: "an own password 1")
    }

    @Test func aWrongCurrentPasswordChangesNothingAndCountsLikeAWrongSignIn() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let caller = try await house.signedIn("ada")
        for _ in 0..<10 {
            await #expect { try await change(house, "wrong password!", caller) } throws: { error in
                guard case ServiceError.invalidInput(let problems) = error else { return false }
                return problems.map(\.field) == ["currentPassword"]
            }
        }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) {
            try await change(house, TestHouse.password, caller)
        }
        house.clock.advance(by: 901)
        try await change(house, TestHouse.password, caller)
    }

    @Test func aWrongCurrentPasswordIsOnRecordAndLocksLikeAWrongSignIn() async throws {
        let house = try await TestHouse(limits: SignInLimits(consecutiveFailures: 3))
        try await house.user("ada")
        let caller = try await house.signedIn("ada")
        for _ in 0..<3 {
            await #expect(throws: ServiceError.self) { try await change(house, "wrong password!", caller) }
        }
        let entry = try #require(try await house.records(1).first)
        #expect(entry.action == .passwordChanged && entry.outcome == .refused && entry.detail == "wrong-password")
        await #expect(throws: ServiceError.unauthenticated) {
            try await change(house, TestHouse.password, caller)
        }
        await #expect(throws: ServiceError.unauthenticated) { try await house.signedIn("ada") }
    }

    private func change(_ house: TestHouse, _ current: String, _ caller: Caller) async throws {
        _ = try await house.users.changeOwnPassword(
            from: Secret(current), to: Secret("something quite new"), as: caller)
    }

    @Test func aNewPasswordDiffersFromTheCurrentOneAndKeepsThePolicy() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let caller = try await house.signedIn("ada")
        for new in [TestHouse.password, "short", "passwordpassword"] {
            await #expect {
                _ = try await house.users.changeOwnPassword(
                    from: Secret(TestHouse.password), to: Secret(new), as: caller)
            } throws: { error in
                guard case ServiceError.invalidInput(let problems) = error else { return false }
                return problems.map(\.field) == ["newPassword"]
            }
        }
    }

    @Test func anOwnPasswordIsNotResetButChanged() async throws {
        let house = try await TestHouse()
        let boss = try await house.user("boss", roles: [.admin])
        let caller = try await house.signedIn("boss")
        await #expect {
            try await house.users.setPassword(of: .id(boss.id), to: Secret("another one 12"), as: caller)
        } throws: { error in
            if case ServiceError.unsupported = error { true } else { false }
        }
    }
}
