import FoundationEssentials
import IdentityCore
import StorageMemory
import TestSupport
import Testing

@testable import IdentityServices

@Suite struct RehearsalTests {
    private let corp = ScriptedSource(OutsideHouse.verified())

    private func rehearse(
        _ outside: OutsideHouse, _ login: String, _ password: String = "directory password"
    ) async throws(ServiceError) -> SignInRehearsal {
        try await outside.house.signIn.rehearse(login: login, password: Secret(password), as: TestHouse.operator)
    }

    private func outside(_ policy: ProvisioningPolicy? = nil, hasExaminer: Bool = false) async throws -> OutsideHouse {
        let policy = policy ?? ProvisioningPolicy(createsOnFirstLogin: true)
        return try await OutsideHouse(corp.opened(as: "corp", policy, hasExaminer: hasExaminer))
    }

    @Test func itTellsWhoWouldBeMadeAndWhatTheyCouldDoAndWritesNothing() async throws {
        let outside = try await outside()
        var command = CreateGroup(name: "auditors")
        command.mappedExternalGroups = ["cn=auditors"]
        command.roles = ["auditor"]
        let group = try await outside.house.groups.create(command, as: TestHouse.operator).group
        corp.say(OutsideHouse.verified { $0.groups = ["cn=auditors"] })
        let marker = try outside.house.storage.changeMarker()
        let rehearsal = try await rehearse(outside, "grace")
        #expect(rehearsal.onFile == nil && rehearsal.told == nil && rehearsal.outcome == .success)
        #expect(rehearsal.candidates.map(\.reason) == [.bringsPeople, .equalWork])
        #expect(rehearsal.answers.map(\.verdict) == [.verified])
        #expect(rehearsal.person?.change == .created && rehearsal.person?.user?.login.display == "grace")
        #expect(rehearsal.person?.joins.map(\.id) == [group.id])
        #expect(rehearsal.session?.groups.map(\.id) == [group.id] && rehearsal.session?.roles == [.member, .auditor])
        #expect(rehearsal.session?.grants.contains(.readAudit) == true)
        #expect(try outside.house.storage.changeMarker() == marker)
        #expect(try await outside.userCount() == 0)
        #expect(outside.house.observer.outcomes.isEmpty)
    }

    @Test func itEndsAsTheSignInDoes() async throws {
        let outside = try await outside()
        try await outside.house.user("ada")
        try await outside.signIn("grace")
        let answers: [AuthenticationOutcome] = [
            .rejected(.wrongPassword), .rejected(.locked), .rejected(.mustChangePassword), .unknownSubject,
            .failed(SourceFailure(.ambiguous, at: .userSearch, "two")),
            .failed(SourceFailure(.unavailable, at: .tls, "expired")),
            .verified(ExternalIdentity(externalID: "e-2", login: "ada", displayName: "x")),
            .verified(ExternalIdentity(externalID: "e-1", login: "ada", displayName: "x")),
            .verified(ExternalIdentity(externalID: "e-1", login: "grace", displayName: "x", isActive: false)),
        ]
        for answer in answers {
            for login in ["grace", "linus", "ada"] {
                corp.say(.success(answer))
                let rehearsal = try await rehearse(outside, login)
                do throws(ServiceError) {
                    try await outside.signIn(login)
                    #expect(rehearsal.told == nil)
                } catch {
                    #expect(rehearsal.told == error, "\(answer) \(login)")
                }
                #expect(rehearsal.outcome == outside.house.observer.outcomes.last, "\(answer) \(login)")
                #expect(try await rehearsal.step == outside.house.records(1).first?.detail, "\(answer) \(login)")
                outside.house.clock.advance(by: 901)
            }
            corp.say(OutsideHouse.verified())
            try await outside.signIn("grace")
        }
    }

    @Test func theStepsOfASourceThatShowsThemAreTaken() async throws {
        let outside = try await outside(hasExaminer: true)
        let steps = [
            SourceStep(.connect, .ok, "connected"), SourceStep(.userSearch, .failed, "two entries"),
        ]
        corp.report(
            SourceReport(
                source: SourceID(rawValue: "corp"), kind: SourceKind(rawValue: "scripted"), verdict: .ambiguous,
                steps: steps))
        let rehearsal = try await rehearse(outside, "grace")
        #expect(rehearsal.answers.first?.steps == steps)
        #expect(rehearsal.answers.first?.failure == SourceFailure(.ambiguous, at: .userSearch, "two entries"))
        #expect(rehearsal.step == "corp: ambiguous at user-search" && rehearsal.told == .unauthenticated)
        #expect(rehearsal.person == nil && rehearsal.session == nil)
    }

    @Test func anAccountWhoseSourceIsNotThereIsExplained() async throws {
        let outside = try await outside()
        let made = try await TestHouse(sources: [corp.opened(as: "old")]).users.create(
            CreateUser(login: "left", source: SourceID(rawValue: "old")), as: TestHouse.operator)
        try await outside.house.storage.write { store in try store.userWrites.insert(made) }
        let rehearsal = try await rehearse(outside, "left")
        #expect(rehearsal.candidates.map(\.reason) == [.notConfigured, .equalWork])
        #expect(rehearsal.onFile?.id == made.id && rehearsal.step == "old: not-configured")
    }

    @Test func guessesByRehearsalAreLimitedAndKeepNobodyOut() async throws {
        let outside = try await outside(
            ProvisioningPolicy(createsOnFirstLogin: true, failuresPassedOn: 3, failurePause: 600))
        try await outside.house.user("ada")
        for _ in 0..<10 { #expect(try await rehearse(outside, "ada", "a wrong one").outcome == .rejected) }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) {
            try await rehearse(outside, "ada", TestHouse.password)
        }
        try await outside.signIn("ada", TestHouse.password)
        #expect(try await outside.user("ada").failedLogins == 0)
        // The directory's own count is not exceeded by a rehearsal either.
        corp.say(.success(.rejected(.wrongPassword)))
        for _ in 0..<3 { #expect(try await rehearse(outside, "grace").outcome == .rejected) }
        #expect(try await rehearse(outside, "grace").step == "corp: paused")
        #expect(corp.asked.count == 3)
    }

    @Test func itTellsThatTheUserIsKeptOutByTheLimitAtThisPlace() async throws {
        let outside = try await outside()
        try await outside.house.user("ada")
        let root = try await outside.house.user("root", roles: [.superAdmin])
        let caller = try await outside.house.signedIn("root")
        for _ in 0..<10 {
            await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("ada", "a wrong password") }
        }
        let rehearsal = try await outside.house.signIn.rehearse(
            login: "ada", password: Secret(TestHouse.password), as: caller)
        #expect(rehearsal.limitedForSeconds == 900 && rehearsal.outcome == .success)
        #expect(caller.userID == root.id)
    }

    @Test func aStrongerAccountIsNotTried() async throws {
        let outside = try await outside()
        try await outside.house.user("root", roles: [.superAdmin])
        let role = try await outside.house.role("source-keeper", reaching: .server, ["sources:manage"])
        try await outside.house.user("keeper", roles: [role])
        let caller = try await outside.house.signedIn("keeper")
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            try await outside.house.signIn.rehearse(login: "root", password: Secret("a guess"), as: caller)
        }
        #expect(try await outside.house.signIn.rehearse(login: "grace", password: Secret("x"), as: caller).told == nil)
    }

    @Test func z05_aStrongerAccountIsNotTriedUnderANameThatIsNotOnFileEither() async throws {
        // The directory knows her under names of its own.
        corp.alias("g.hopper", "grace.hopper@corp.example", of: "grace")
        corp.have(OutsideHouse.grace)
        let policy = ProvisioningPolicy(createsOnFirstLogin: true)
        for hasDirectory in [true, false] {
            let outside = try await OutsideHouse(corp.opened(as: "corp", policy, hasDirectory: hasDirectory))
            let caller = try await outside.keeper(below: "grace")
            let asked = corp.asked.count
            await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
                try await outside.house.signIn.rehearse(login: "g.hopper", password: Secret("a guess"), as: caller)
            }
            await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
                try await outside.house.signIn.rehearse(
                    login: "grace.hopper@corp.example", password: Secret("a guess"), as: caller)
            }
            // A directory tells who is meant before the password is tried.
            #expect(corp.asked.count - asked == (hasDirectory ? 0 : 2))
        }
    }
}
