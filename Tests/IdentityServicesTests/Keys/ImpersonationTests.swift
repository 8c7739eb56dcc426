import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct ImpersonationTests {
    private let reason = "ticket 7"

    private func start(_ user: String, as caller: Caller, in house: TestHouse) async throws(ServiceError) -> Caller {
        let issued = try await house.impersonation.start(as: .login(user), reason: reason, as: caller)
        return try await house.caller(with: issued.token)
    }

    private func expectRefusal(
        of user: String, with error: ServiceError = .forbidden(.cannotImpersonate), as caller: Caller,
        in house: TestHouse
    ) async {
        await #expect(throws: error, "as \(user)") { try await start(user, as: caller, in: house) }
        await #expect(throws: error, "for one request as \(user)") {
            try await house.impersonation.caller(actingAs: .login(user), as: caller)
        }
    }

    @Test func z09_nobodyActsAsThemselvesOrAsADisabledDeletedStrongerOrForeignAccount() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        try await house.user("boss", roles: [.orgAdmin])
        let gone = try await house.user("gone"), closed = try await house.user("closed")
        let elsewhere = try await house.organization("elsewhere")
        try await house.user("foreign", in: elsewhere)
        let boss = try await house.signedIn("boss")
        try await house.disable(closed)
        try await house.users.delete(.id(gone.id), as: TestHouse.operator)
        for user in ["boss", "closed", "root"] { await expectRefusal(of: user, as: boss, in: house) }
        for user in ["gone", "foreign"] { await expectRefusal(of: user, with: .notFound(.user), as: boss, in: house) }
        // The right on the whole server does not reach into another organization either, short of super-admin.
        try await house.user("admin", roles: [.admin])
        await expectRefusal(of: "foreign", as: try await house.signedIn("admin"), in: house)
        _ = try await start("foreign", as: try await house.signedIn("root"), in: house)
    }

    @Test func z09_nobodyActsAsASecondUserOrWithoutTheRight() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        try await house.user("boss", roles: [.admin])
        try await house.user("ada")
        let root = try await house.signedIn("root")
        let asBoss = try await start("boss", as: root, in: house)
        await expectRefusal(of: "ada", as: asBoss, in: house)
        let briefly = try await house.impersonation.caller(actingAs: .login("boss"), as: root)
        await expectRefusal(of: "ada", as: briefly, in: house)

        let missing = ServiceError.forbidden(.missingRight(.impersonate))
        await expectRefusal(of: "boss", with: missing, as: try await house.signedIn("ada"), in: house)
        let narrow = try await house.key("narrow", scopes: ["users:manage", "users:read"], by: root)
        await expectRefusal(of: "ada", with: missing, as: try await house.caller(with: narrow.token), in: house)
        // Who holds only the right is weaker than the user.
        let right = try await house.key("right", scopes: ["users:impersonate"], by: root)
        let caller = try await house.caller(with: right.token)
        await #expect(throws: ServiceError.forbidden(.cannotImpersonate)) {
            try await house.impersonation.caller(actingAs: .login("ada"), as: caller)
        }
        await #expect(throws: ServiceError.self) { try await start("ada", as: caller, in: house) }
    }

    @Test(arguments: ["disabled", "weaker", "deleted", "stronger target", "new password"])
    func z09_aLiveSessionEndsWithTheNextRequestWhenTheRightGoes(_ what: String) async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        let boss = try await house.user("boss", roles: [.admin]), ada = try await house.user("ada")
        let issued = try await house.impersonation.start(
            as: .id(ada.id), reason: reason, as: try await house.signedIn("boss"))
        let running = try await house.caller(with: issued.token)
        switch what {
        case "disabled":
            try await house.disable(boss)
            // Nor does it come back to life with the account.
            try await house.disable(boss, false)
        case "weaker": try await house.setRoles(of: boss, to: [.member])
        case "deleted": try await house.users.delete(.id(boss.id), as: TestHouse.operator)
        case "stronger target": try await house.setRoles(of: ada, to: [.superAdmin])
        default:
            try await house.users.setPassword(
                of: .id(boss.id), to: Secret("a quiet green harbour"), as: try await house.signedIn("root"))
        }
        await #expect(throws: ServiceError.unauthenticated) { try await house.caller(with: issued.token) }
        // A request that came in before, too.
        await #expect(throws: ServiceError.unauthenticated) {
            try await house.sessions.end(issued.session.id, as: running)
        }
    }

    @Test func z10_whoActsAsAUserGetsAtNoPasswordKeyOrSecret() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        try await house.user("boss", roles: [.admin])
        try await house.user("ada")
        let boss = try await house.signedIn("boss")
        let key = try await house.key(by: boss)
        _ = try await house.secrets.put(KeepSecret(name: "hub", secret: Secret("sesame")), as: boss)
        let root = try await house.signedIn("root")
        let session = try await start("boss", as: root, in: house)
        let briefly = try await house.impersonation.caller(actingAs: .login("boss"), as: root)
        let new = Secret("a quiet green harbour")
        for caller in [session, briefly] {
            let deeds: [() async throws -> Void] = [
                { _ = try await house.users.changeOwnPassword(from: Secret(TestHouse.password), to: new, as: caller) },
                { try await house.users.setPassword(of: .login("ada"), to: new, as: caller) },
                { _ = try await house.key("new", by: caller) },
                { _ = try await house.accessKeys.read(key.key.id, as: caller) },
                { _ = try await house.accessKeys.list(.own, limit: 1, as: caller) },
                { _ = try await house.accessKeys.edit(key.key.id, EditAccessKey(), as: caller) },
                { _ = try await house.accessKeys.rotate(key.key.id, as: caller) },
                { try await house.accessKeys.delete(key.key.id, as: caller) },
                { _ = try await house.secrets.put(KeepSecret(name: "hub", secret: new), as: caller) },
                { _ = try await house.secrets.reveal("hub", as: caller) },
                { _ = try await house.secrets.list(limit: 1, as: caller) },
                { try await house.secrets.remove("hub", as: caller) },
            ]
            for deed in deeds {
                await #expect(throws: ServiceError.forbidden(.impersonating)) { try await deed() }
            }
        }
        _ = try await house.caller(with: key.token)
        #expect(try await house.secrets.reveal("hub", as: boss).secret.reveal { $0 } == "sesame")
    }

    @Test func z10_everyRecordNamesWhoActsAndForWhom() async throws {
        let house = try await TestHouse()
        let root = try await house.user("root", roles: [.superAdmin]),
            boss = try await house.user("boss", roles: [.admin])
        let ada = try await house.user("ada")
        let rootCaller = try await house.signedIn("root")
        let before = try await house.records().count
        let session = try await start("boss", as: rootCaller, in: house)
        var edit = EditUser()
        edit.displayName = "Ada L."
        _ = try await house.users.edit(.id(ada.id), edit, as: session)
        let briefly = try await house.impersonation.caller(actingAs: .login("boss"), as: rootCaller)
        _ = try await house.users.create(CreateUser(login: "new"), as: briefly)
        try await house.sessions.signOut(as: session)
        let records = try await house.records()
        #expect(
            records.prefix(records.count - before).map(\.action)
                == [.impersonationEnded, .userCreated, .userEdited, .impersonationStarted])
        for record in records.prefix(records.count - before) {
            #expect(record.actor == .user(root.id, login: "root"))
            #expect(record.subject == AuditSubject(boss.id, login: "boss"))
        }
        #expect(records[records.count - before - 1].detail == reason)
    }

    @Test func anImpersonationLastsAnHourAtMostAndTellsWhy() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        try await house.user("ada")
        let root = try await house.signedIn("root")
        for (reason, seconds) in [("", 60), ("two\nlines", 60), ("x", 0), ("x", 3_601), ("x", .nan)] {
            do {
                _ = try await house.impersonation.start(
                    as: .login("ada"), reason: reason, seconds: seconds, as: root)
                Issue.record("started for \(reason) and \(seconds)")
            } catch {
                guard case .invalidInput = error else {
                    Issue.record("\(error)")
                    continue
                }
            }
        }
        let issued = try await house.impersonation.start(as: .login("ada"), reason: reason, seconds: 60, as: root)
        house.clock.advance(by: 59)
        #expect(try await house.caller(with: issued.token).account?.impersonator?.user.login.display == "root")
        house.clock.advance(by: 1)
        await #expect(throws: ServiceError.unauthenticated) { try await house.caller(with: issued.token) }
    }
}
