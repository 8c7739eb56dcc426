import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

/// Accounts that end by themselves, and what is left of those that were removed.
@Suite struct AccountEndTests {
    private let anyone = TestHouse.operator

    private func end(_ house: TestHouse, _ change: (inout EditUser) -> Void) async throws {
        var edit = EditUser()
        change(&edit)
        _ = try await house.users.edit(.login("ada"), edit, as: anyone)
    }

    /// A session and a key of ada's.
    private func proofs(_ house: TestHouse) async throws -> [Secret] {
        let origin = TestHouse.origin()
        let issued = try await house.signIn.signIn(login: "ada", password: Secret(TestHouse.password), from: origin)
        let ada = issued.account.user
        let (token, prefix, digest) = house.keys.mint()
        let key = AccessKey(
            id: AccessKeyID(UUID()), owner: .user(ada.id), organization: ada.organization,
            name: try FoldedName("script", using: TestText()), prefix: prefix, digest: digest,
            createdAt: house.clock.now(), createdBy: ada.id)
        try await house.storage.write { try $0.accessKeyWrites.insert(key) }
        return [issued.token, token]
    }

    @Test(arguments: ["expired", "trial-over"])
    func anAccountDiesAtTheMomentOfItsEnd(_ step: String) async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let now = house.clock.now(), end = now.addingTimeInterval(600)
        try await self.end(house) {
            if step == "expired" {
                $0.validUntil = .set(end)
            } else {
                $0.trial = .set(Trial(grantedOn: now, expiresOn: end))
            }
        }
        let proofs = try await proofs(house)
        house.clock.advance(by: 599)
        for proof in proofs { _ = try await house.sessions.caller(presenting: proof, from: TestHouse.origin()) }
        house.clock.advance(by: 1)
        for proof in proofs {
            let refused = await house.problem {
                _ = try await $0.sessions.caller(presenting: proof, from: TestHouse.origin())
            }
            #expect(refused == .unauthenticated)
        }
        await house.expectRefusal(.unauthenticated) { _ = try await $0.signedIn("ada") }
        #expect(try await house.records(1).first?.detail == step)
        let activity = try await house.users.activity(of: .login("ada"), as: anyone)
        #expect(activity.obstacles.map(\.rawValue) == [step])
        // A longer time opens the account again.
        try await self.end(house) {
            $0.validUntil = .clear
            $0.trial = .clear
        }
        _ = try await house.signedIn("ada")
    }

    @Test func aTrialThatEndsBeforeItBeginsIsRefused() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let now = house.clock.now()
        let refused = await house.problem { _ in
            try await self.end(house) { $0.trial = .set(Trial(grantedOn: now, expiresOn: now)) }
        }
        guard case .invalidInput(let problems)? = refused else { return #expect(Bool(false), "it was taken") }
        #expect(problems.map(\.field) == ["trial"])
    }

    @Test func z07_theLastAdministratorIsGivenNoEnd() async throws {
        let house = try await TestHouse()
        try await house.user("ada", roles: [.superAdmin])
        let later = house.clock.now().addingTimeInterval(1_000_000)
        let refused = await house.problem { _ in try await self.end(house) { $0.validUntil = .set(later) } }
        #expect(refused == .conflict(.lastAdministrator))
        try await house.user("root", roles: [.superAdmin])
        try await end(house) { $0.validUntil = .set(later) }
    }

    @Test func activityTellsTheLastSignInsAndTheOpenSessions() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let first = house.clock.now()
        _ = try await house.signedIn("ada")
        house.clock.advance(by: 10)
        _ = try await house.signedIn("ada")
        house.clock.advance(by: 10)
        _ = await house.problem { _ = try await $0.signedIn("ada", password: "wrong") }
        let ada = try await house.signedIn("ada")
        let activity = try await house.users.activity(of: .login("ada"), as: ada)
        #expect(activity.openSessions == 3)
        #expect(activity.user.lastFailedLoginAt == first.addingTimeInterval(20))
        #expect(activity.user.lastLoginAt == first.addingTimeInterval(20))
        #expect(activity.obstacles.isEmpty)
        house.clock.advance(by: 3_585)
        #expect(
            try await house.users.activities(UserQuery(limit: 5), as: anyone).map(\.openSessions) == [2],
            "the first has ended by itself")
    }

    @Test func z04_aLoginMadeAnewElsewhereHasNothingOfTheOldAccount() async throws {
        let house = try await TestHouse()
        let acme = try await house.place("acme")
        let old = try await house.user("ada"), proofs = try await proofs(house), now = house.clock.now()
        let group = GroupID(UUID()), holder = DocumentHolder.user(.login("ada"))
        let workspace = try await house.storage.write { store in
            try store.groupWrites.insert(
                Group(
                    id: group, organization: .standard,
                    name: try FoldedName("staff", using: TestText()), createdAt: now, updatedAt: now))
            _ = try store.groupWrites.addMember(old.id, to: group, origin: .assigned)
            let room = try store.workspaceWrites.insert(
                Workspace(
                    id: WorkspaceID(UUID()), number: 0, organization: .standard, name: "lab", createdBy: old.id,
                    createdAt: now, updatedAt: now))
            try store.workspaceWrites.put(
                WorkspaceMembership(workspace: room.id, user: old.id, role: .owner, since: now))
            return room.id
        }
        try await house.documents.put(.userProperties, #"{"a":1}"#, of: holder, as: anyone)
        _ = try await house.secrets.put(
            KeepSecret(name: "db", secret: Secret("hunter2")), as: house.signedIn("ada"))
        try await house.users.delete(.id(old.id), as: anyone)
        let new = try await house.user("ada", of: acme)
        #expect(new.id != old.id)
        for proof in proofs {
            await house.expectRefusal(.unauthenticated) {
                _ = try await $0.sessions.caller(presenting: proof, from: TestHouse.origin())
            }
        }
        #expect(try await house.documents.list(of: holder, as: anyone).isEmpty)
        let ada = try await house.signedIn("ada")
        #expect(ada.organization == acme)
        #expect(try await house.secrets.list(limit: 10, as: ada).isEmpty)
        try await house.storage.read(.point) { store throws in
            for user in [old.id, new.id] {
                #expect(try store.groups.memberships(of: user).isEmpty)
                #expect(try store.workspaces.memberships(of: user).isEmpty)
                #expect(try store.accessKeys.list(AccessKeyQuery(user: user, limit: 5)).isEmpty)
            }
            #expect(try store.workspaces.members(of: workspace, after: nil, limit: 5).isEmpty)
            #expect(try store.documents.list(of: .user(old.id)).isEmpty)
        }
    }
}
