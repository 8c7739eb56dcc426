import FoundationEssentials
import IdentityCore
import StorageMemory
import TestSupport
import Testing

@testable import IdentityServices

@Suite struct ChainTests {
    private let corp = ScriptedSource(OutsideHouse.verified())
    private let lab = ScriptedSource(.success(.unknownSubject))

    private func chain() async throws -> OutsideHouse {
        try await OutsideHouse(
            corp.opened(as: "corp", createsOnFirstLogin: true), lab.opened(as: "lab", createsOnFirstLogin: true))
    }

    /// Pain 8 (sysPass#1523): a disabled directory user signs in by an old hash.
    @Test func l14_whomTheDirectoryRefusesComesInByNoOtherSourceAndNoHash() async throws {
        let outside = try await chain()
        let user = try await outside.signIn("grace")
        let hash = PlainHasher.hash(of: Secret(TestHouse.password))
        let now = outside.house.clock.now()
        try await outside.house.storage.write { store in
            try store.passwordWrites.put(PasswordCredential(user: user.id, hash: hash, changedAt: now))
        }
        lab.say(OutsideHouse.verified())
        for answer in [AuthenticationOutcome.rejected(.disabled), .unknownSubject, .rejected(.wrongPassword)] {
            corp.say(.success(answer))
            await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace", TestHouse.password) }
        }
        #expect(lab.asked.isEmpty)
    }

    @Test func l14_whomTheDirectoryHasClosedIsWithdrawnAndReturns() async throws {
        let outside = try await chain()
        try await outside.signIn("grace")
        corp.say(OutsideHouse.verified { $0.isActive = false })
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace") }
        try await outside.expectRefusal("disabled", .disabled)
        #expect(try await outside.user("grace").withdrawnAt != nil)
        corp.say(OutsideHouse.verified())
        #expect(try await outside.signIn("grace").isEnabled)
    }

    /// Pain 19 (keycloak#12831): a directory that is down keeps local users out.
    @Test func localUsersSignInWhateverDirectoriesDoAndNoneIsAsked() async throws {
        let outside = try await chain()
        try await outside.house.user("ada", email: "ada@example.org")
        corp.say(OutsideHouse.failed(.unavailable))
        lab.say(.failure(.internalFailure(incident: "lab")))
        try await outside.signIn("ada", TestHouse.password)
        try await outside.signIn("ada@example.org", TestHouse.password)
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("ada", "a wrong password") }
        #expect(corp.asked.isEmpty && lab.asked.isEmpty)
    }

    /// Pain 19 (keycloak#44174): one directory that is down keeps the people of another out.
    @Test func aSourceThatFailsKeepsNobodyOutWhomAnotherOneVerifies() async throws {
        for kind in SourceFailure.Kind.allCases {
            let outside = try await chain()
            corp.say(OutsideHouse.failed(kind))
            lab.say(OutsideHouse.verified())
            let user = try await outside.signIn("grace")
            #expect(user.source.rawValue == "lab")
            // And next time the account's own source alone is asked.
            let asked = corp.asked.count
            try await outside.signIn("grace")
            #expect(corp.asked.count == asked)
        }
    }

    @Test func whomNobodyVerifiesWhileASourceFailsIsToldSoAndNotThatThePasswordIsWrong() async throws {
        let outside = try await chain()
        let down = ServiceError.unavailable(.source(SourceID(rawValue: "corp")))
        corp.say(OutsideHouse.failed(.unavailable))
        await #expect(throws: down) { try await outside.signIn("grace") }
        #expect(outside.house.hasher.work.verified == 0)
        corp.say(OutsideHouse.failed(.ambiguous))
        lab.say(OutsideHouse.failed(.unavailable))
        await #expect(throws: ServiceError.unavailable(.source(SourceID(rawValue: "lab")))) {
            try await outside.signIn("grace")
        }
    }

    @Test func aGuessAtOneSourceCountsWhileAnotherIsDown() async throws {
        let outside = try await chain()
        corp.say(OutsideHouse.failed(.unavailable))
        lab.say(.success(.rejected(.wrongPassword)))
        for _ in 0..<10 {
            await #expect(throws: ServiceError.unavailable(.source(SourceID(rawValue: "corp")))) {
                try await outside.signIn("grace")
            }
        }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) { try await outside.signIn("grace") }
        #expect(lab.asked.count == 10)
    }

    @Test func aSourceThatIsTooBusyKeepsNobodyOutWhomAnotherOneVerifies() async throws {
        let outside = try await chain()
        let busy = ServiceError.limited(retryAfterSeconds: 1)
        corp.say(.failure(busy))
        await #expect(throws: busy) { try await outside.signIn("grace") }
        lab.say(.success(.rejected(.wrongPassword)))
        await #expect(throws: ServiceError.unavailable(.source(SourceID(rawValue: "corp")))) {
            try await outside.signIn("grace")
        }
        lab.say(OutsideHouse.verified())
        try await outside.signIn("grace")
    }

    @Test func a02_whomADirectoryRefusesCostsTheHashOfAnUnknownNameToo() async throws {
        let outside = try await chain()
        try await outside.signIn("grace")
        let answers: [AuthenticationOutcome] = [
            .rejected(.wrongPassword), .rejected(.locked), .unknownSubject,
            .failed(SourceFailure(.ambiguous, at: .userSearch, "two")),
            .failed(SourceFailure(.misconfigured, at: .attributes, "no id")),
        ]
        for (number, answer) in answers.enumerated() {
            corp.say(.success(answer))
            await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace") }
            await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("nobody") }
            #expect(outside.house.hasher.work.verified == 2 * (number + 1))
        }
    }

    @Test func aNameThatNobodyKnowsIsAskedOfEachAndCostsOneHash() async throws {
        let outside = try await chain()
        corp.say(.success(.unknownSubject))
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("nobody") }
        #expect(corp.asked == ["nobody"] && lab.asked == ["nobody"])
        #expect(outside.house.hasher.work.verified == 1)
        try await outside.expectRefusal("unknown-login", .unknown)
    }

    @Test func anAccountWhoseSourceIsGoneStaysRefusedAndTheAuditSaysSo() async throws {
        let outside = try await chain()
        var user = User(
            id: UserID(UUID()), login: try Login("left", using: TestText()),
            displayName: try DisplayName("Left", using: TestText()), source: SourceID(rawValue: "old"),
            createdAt: outside.house.clock.now(), updatedAt: outside.house.clock.now())
        user.externalID = "x-1"
        try await outside.house.storage.write { [user] store in try store.userWrites.insert(user) }
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("left", TestHouse.password) }
        try await outside.expectRefusal("old: not-configured", .rejected)
        #expect(corp.asked.isEmpty && lab.asked.isEmpty)
        #expect(outside.house.hasher.work.verified == 1)
        #expect(try await outside.user("left").failedLogins == 0)
    }

    @Test func aVerifiedPersonWithoutASeatIsRefused() async throws {
        let outside = try await OutsideHouse(corp.opened(as: "corp", createsOnFirstLogin: true), seats: 1)
        try await outside.house.user("ada")
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace") }
        try await outside.expectRefusal("corp: no-seat", .noSeat)
    }

    @Test func l15_anEntryWithTheLoginOfALocalAdministratorNeverOpensTheAccount() async throws {
        let outside = try await chain()
        try await outside.house.user("root", roles: [.superAdmin], email: "root@corp.example")
        corp.say(OutsideHouse.verified { $0.login = "root" })
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("root") }
        #expect(corp.asked.isEmpty)
        // Found under another name of the entry, which is not on file.
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("alias") }
        try await outside.expectRefusal("corp: conflict (login-taken)", .conflict)
        #expect(try await outside.userCount() == 1)
    }

    @Test func l16_anEntryMadeAnewUnderAnOldLoginIsNotTheOldUser() async throws {
        let outside = try await chain()
        try await outside.signIn("grace")
        corp.say(OutsideHouse.verified { $0.externalID = "e-2" })
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace") }
        try await outside.expectRefusal("corp: conflict (re-created)", .conflict)
        #expect(try await outside.userCount() == 1)
    }

    @Test func l16_theNameOfOneAccountDoesNotOpenAnother() async throws {
        let outside = try await chain()
        try await outside.signIn("grace")
        corp.say(
            OutsideHouse.verified {
                $0.externalID = "e-2"
                $0.login = "linus"
                $0.email = nil
            }, of: "linus")
        try await outside.signIn("linus")
        corp.say(OutsideHouse.verified(), of: "linus")
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("linus") }
        try await outside.expectRefusal("corp: conflict (login-taken)", .conflict)
    }

    @Test func l16_aRenamedEntryIsTheSameUser() async throws {
        let outside = try await chain()
        let user = try await outside.signIn("grace")
        corp.say(OutsideHouse.verified { $0.login = "ghopper" })
        #expect(try await outside.signIn("ghopper").id == user.id)
        #expect(try await outside.user("ghopper").id == user.id)
    }

    @Test func l13_whoLeftTheGroupThereHasLostTheRightAtTheNextSignIn() async throws {
        let outside = try await chain()
        var command = CreateGroup(name: "auditors")
        command.mappedExternalGroups = ["cn=auditors"]
        command.roles = ["auditor"]
        _ = try await outside.house.groups.create(command, as: TestHouse.operator)
        corp.say(OutsideHouse.verified { $0.groups = ["cn=auditors"] })
        let origin = TestHouse.origin()
        let first = try await outside.house.signIn.signIn(login: "grace", password: Secret("x"), from: origin)
        #expect(first.account.grants.contains(.readAudit))
        corp.say(OutsideHouse.verified())
        #expect(try await !outside.house.signedIn("grace", password: "x").grants.contains(.readAudit))
        // The session that was opened before is judged by what holds now.
        let open = try await outside.house.sessions.caller(presenting: first.token, from: origin)
        #expect(!open.grants.contains(.readAudit))
    }

    @Test func whoCantFollowInANameSignsInAndTheAuditSaysSo() async throws {
        let outside = try await chain()
        try await outside.signIn("grace")
        try await outside.house.user("ada", email: "ada@example.org")
        corp.say(OutsideHouse.verified { $0.email = "ada@example.org" })
        #expect(try await outside.signIn("grace").email?.display == "grace@corp.example")
        try await outside.expectRefusal("corp: conflict (email-taken)", .success)
    }
}
