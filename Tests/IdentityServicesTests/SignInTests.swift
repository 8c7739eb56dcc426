import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct SignInTests {
    private func attempt(
        _ house: TestHouse, _ login: String, _ password: String, from address: String = "192.0.2.1"
    ) async throws(ServiceError) {
        _ = try await house.signIn.signIn(login: login, password: Secret(password), from: TestHouse.origin(address))
    }

    @Test func theRightPasswordOpensASessionThatKnowsItsUser() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada", email: "ada@example.org")
        let caller = try await house.signedIn("ADA")
        #expect(try house.sessions.whoAmI(as: caller).user.id == ada.id)
        #expect(try await house.signedIn("Ada@Example.org").account?.user.id == ada.id)
        #expect(house.observer.outcomes == [.success, .success])
        let user = try await house.users.read(.login("ada"), as: TestHouse.operator)
        #expect(user.lastLoginAt == house.clock.now())
        #expect(user.version == ada.version)
    }

    @Test func everyWrongProofIsRefusedAlikeAndCostsOneHash() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let disabled = try await house.user("dora")
        _ = try await house.users.create(CreateUser(login: "nopass"), as: TestHouse.operator)
        var edit = EditUser()
        edit.isEnabled = false
        _ = try await house.users.edit(.id(disabled.id), edit, as: TestHouse.operator)
        let cases = [
            ("ada", "wrong password!"), ("nobody", "wrong password!"), ("nopass", "wrong password!"),
            ("dora", TestHouse.password), ("dora", "wrong password!"), ("a\u{0}b", "wrong password!"),
        ]
        for (login, password) in cases {
            let before = house.hasher.work.verified
            await #expect(throws: ServiceError.unauthenticated) { try await attempt(house, login, password) }
            #expect(house.hasher.work.verified == before + 1, "\(login)")
        }
        #expect(
            house.observer.outcomes == [.rejected, .unknown, .rejected, .disabled, .rejected, .unknown])
        let steps = try await house.records(6).map(\.detail)
        #expect(
            steps == [
                "unknown-login", "wrong-password", "disabled", "no-password-here", "unknown-login", "wrong-password",
            ])
    }

    @Test func whatCanBeNoPasswordCostsNoHash() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        for password in ["", "a\u{0}b", String(repeating: "x", count: 1_025)] {
            await #expect { try await attempt(house, "ada", password) } throws: { error in
                guard case ServiceError.invalidInput(let problems) = error else { return false }
                return problems.map(\.field) == ["password"]
            }
        }
        #expect(house.hasher.work.verified == 0)
    }

    @Test func aPasswordTypedInAnotherUnicodeFormIsTheSame() async throws {
        let house = try await TestHouse()
        _ = try await house.users.create(
            CreateUser(login: "zoe", credential: .password(Secret("p\u{E4}ssw\u{F6}rter sind lang"), temporary: false)),
            as: TestHouse.operator)
        _ = try await house.signedIn("zoe", password: "pa\u{308}sswo\u{308}rter sind lang")
    }

    @Test func aHashThatIsTooWeakIsReplacedAtTheNextSignIn() async throws {
        let house = try await TestHouse()
        let user = try await house.users.create(
            CreateUser(login: "old", credential: .imported(PlainHasher.weakHash(of: Secret("imported password")))),
            as: TestHouse.operator)
        _ = try await house.signedIn("old", password: "imported password")
        let credential = try await house.storage.read(.point) { store in try store.passwords.find(of: user.id) }
        #expect(credential?.hash == PlainHasher.hash(of: Secret("imported password")))
        #expect(try await house.records().contains { $0.action == .passwordRehashed })
    }

    @Test func manySignInsThatMeetAHashToBeReplacedAllSucceed() async throws {
        let house = try await TestHouse()
        let hash = PlainHasher.weakHash(of: Secret("imported password"))
        _ = try await house.users.create(
            CreateUser(login: "old", credential: .imported(hash)), as: TestHouse.operator)
        let opened = try await withThrowingTaskGroup(of: SessionID.self) { group in
            for _ in 0..<50 {
                group.addTask { try await house.signedIn("old", password: "imported password").account!.session!.id }
            }
            return try await group.reduce(into: Set<SessionID>()) { $0.insert($1) }
        }
        #expect(opened.count == 50)
        #expect(try await house.records(200).count { $0.action == .passwordRehashed } == 1)
    }

    @Test func tenWrongPasswordsFromOneAddressCloseItForTheAccountAndNoOther() async throws {
        let house = try await TestHouse()
        try await house.user("john")
        for spelling in ["john", "JOHN", "ｊｏｈｎ", "John", "jOhn", "john", "john", "john", "john", "john"] {
            await #expect(throws: ServiceError.unauthenticated) {
                try await attempt(house, spelling, "wrong password!")
            }
        }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) {
            try await attempt(house, "john", TestHouse.password)
        }
        _ = try await house.signedIn("john", from: "198.51.100.7")
        house.clock.advance(by: 901)
        _ = try await house.signedIn("john")
    }

    @Test func aNameThatDoesNotExistIsLimitedLikeOneThatDoes() async throws {
        let house = try await TestHouse()
        for _ in 0..<10 {
            await #expect(throws: ServiceError.unauthenticated) { try await attempt(house, "ghost", "wrong password!") }
        }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) {
            try await attempt(house, "GHOST", "wrong password!")
        }
    }

    @Test func anAddressThatTriesManyNamesIsSlowed() async throws {
        let house = try await TestHouse(limits: SignInLimits(failuresPerAddress: 20))
        try await house.user("ada")
        for number in 0..<20 {
            await #expect(throws: ServiceError.unauthenticated) {
                try await attempt(house, "guess\(number)", "wrong password!")
            }
        }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) {
            try await attempt(house, "ada", TestHouse.password)
        }
        _ = try await house.signedIn("ada", from: "198.51.100.7")
    }

    @Test func aHundredGuessesAtOnceReachTheCheckTenTimes() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let outcomes = await withTaskGroup(of: ServiceError?.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    do throws(ServiceError) {
                        try await attempt(house, "ada", "wrong password!")
                        return nil
                    } catch { return error }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == .unauthenticated } == 10)
        #expect(outcomes.count { $0 == .limited(retryAfterSeconds: 900) } == 90)
        #expect(house.hasher.work.verified == 10)
    }

    @Test func fiftyRightPasswordsAtOnceAllOpenTheirOwnSession() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let sessions = try await withThrowingTaskGroup(of: SessionID.self) { group in
            for _ in 0..<50 { group.addTask { try await house.signedIn("ada").account!.session!.id } }
            return try await group.reduce(into: Set<SessionID>()) { $0.insert($1) }
        }
        #expect(sessions.count == 50)
    }

    @Test func aHundredFailuresInARowLockTheAccountUntilAnAdministratorOpensIt() async throws {
        let house = try await TestHouse(limits: SignInLimits(failuresPerAddress: 1_000, consecutiveFailures: 3))
        try await house.user("ada")
        for _ in 0..<3 {
            await #expect(throws: ServiceError.unauthenticated) { try await attempt(house, "ada", "wrong password!") }
        }
        await #expect(throws: ServiceError.unauthenticated) { try await attempt(house, "ada", TestHouse.password) }
        #expect(house.observer.outcomes.last == .locked)
        var edit = EditUser()
        edit.isEnabled = true
        _ = try await house.users.edit(.login("ada"), edit, as: TestHouse.operator)
        _ = try await house.signedIn("ada")
    }

    @Test func aBusyHasherIsNoWrongPassword() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        house.hasher.fail(with: .limited(retryAfterSeconds: 1))
        for _ in 0..<20 {
            await #expect(throws: ServiceError.limited(retryAfterSeconds: 1)) {
                try await attempt(house, "ada", TestHouse.password)
            }
        }
        house.hasher.fail(with: nil)
        _ = try await house.signedIn("ada")
        #expect(try await house.users.read(.login("ada"), as: TestHouse.operator).lastFailedLoginAt == nil)
    }
}

@Suite struct SourceRoutingTests {
    private let identity = ExternalIdentity(externalID: "e-1", login: "grace", displayName: "Grace Hopper")

    @Test func aPersonOfASourceThatBringsPeopleAlongIsMadeAtTheFirstSignIn() async throws {
        let source = ScriptedSource(.success(.verified(identity)))
        let house = try await TestHouse(sources: [source.opened(as: "corp", createsOnFirstLogin: true)])
        let first = try await house.signedIn("grace", password: "x")
        let second = try await house.signedIn("grace", password: "x")
        #expect(first.account?.user.id == second.account?.user.id)
        #expect(first.account?.user.source == SourceID(rawValue: "corp"))
        #expect(first.account?.user.displayName.display == "Grace Hopper")
    }

    @Test func anEntryOfASourceNeverTakesOverAnAccountOfAnother() async throws {
        let source = ScriptedSource(.success(.verified(identity)))
        let house = try await TestHouse(sources: [source.opened(as: "corp", createsOnFirstLogin: true)])
        let local = try await house.user("grace")
        await #expect(throws: ServiceError.unauthenticated) { try await house.signedIn("grace", password: "directory") }
        await #expect(throws: ServiceError.unauthenticated) { try await house.signedIn("other", password: "directory") }
        #expect(try await house.records(1).first?.detail == "corp: conflict (login-taken)")
        #expect(
            try await house.signedIn("grace").account?.user
                == (try await house.users.read(.id(local.id), as: TestHouse.operator)))
    }

    @Test func aSourceThatIsDownIsUnavailableAndLocksNobody() async throws {
        let down = ServiceError.unavailable(.source(SourceID(rawValue: "corp")))
        let source = ScriptedSource(.success(.verified(identity)))
        let house = try await TestHouse(sources: [source.opened(as: "corp", createsOnFirstLogin: true)])
        _ = try await house.signedIn("grace", password: "x")
        source.say(.failure(down))
        for _ in 0..<20 { await #expect(throws: down) { try await house.signedIn("grace", password: "x") } }
        source.say(.success(.verified(identity)))
        _ = try await house.signedIn("grace", password: "x")
        try await house.user("local")
        source.say(.failure(down))
        _ = try await house.signedIn("local")
    }
}
