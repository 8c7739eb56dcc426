import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct PasswordResetTests {
    private static let own = Secret("a quiet green harbour"), origin = TestHouse.origin()
    private static let refused = ServiceError.invalidInput([
        FieldProblem("code", .unknown, "This code is not good, or not any more. Ask for a new one.")
    ])

    private let mail = KeptMail()

    /// Asks as anybody may, and waits until what nobody waits for is done.
    private func request(_ name: String, in house: TestHouse, from origin: RequestOrigin = origin) async throws {
        try await house.passwordResets.request(for: name, from: origin)
        await house.passwordResets.settle()
    }

    @Test func aCodeByMailSetsAnotherPasswordEndsEverySessionAndKeepsTheKeys() async throws {
        let house = try await TestHouse(mail: mail, publicAddress: "https://id.example.org")
        try await house.user("ada", email: "ada@example.org")
        let before = try await house.signedIn("ada")
        let key = try await house.accessKeys.create(CreateAccessKey(name: "robot"), as: before)
        _ = try? await house.signedIn("ada", password: "wrong wrong wrong")
        for name in ["ADA", "Ada@Example.org"] {
            try await request(name, in: house)
            house.clock.advance(by: 900)
        }
        #expect(mail.mails.map(\.to) == ["ada@example.org", "ada@example.org"])
        let code = try #require(mail.lastCode)
        #expect(
            mail.mails[0].text.reveal { $0 }.contains("https://id.example.org/password-reset#code=ghc_"))
        try await house.passwordResets.redeem(code, newPassword: Self.own, from: Self.origin)
        await #expect(throws: ServiceError.unauthenticated) { _ = try await house.signedIn("ada") }
        await #expect(throws: ServiceError.unauthenticated) { try await house.sessions.signOut(as: before) }
        let user = try #require(try await house.signedIn("ada", password: "a quiet green harbour").account?.user)
        #expect(user.failedLogins == 0 && user.isEmailVerified)
        _ = try await house.sessions.caller(presenting: key.token, from: Self.origin)
    }

    @Test func aWeakPasswordLeavesTheCodeGood() async throws {
        let house = try await TestHouse(mail: mail)
        try await house.user("ada", email: "ada@example.org")
        try await request("ada", in: house)
        let code = try #require(mail.lastCode)
        for weak in ["short", "password123456"] {
            await #expect {
                try await house.passwordResets.redeem(code, newPassword: Secret(weak), from: Self.origin)
            } throws: { error in
                guard case .invalidInput(let problems) = error as? ServiceError else { return false }
                return problems.map(\.field) == ["newPassword"]
            }
        }
        try await house.passwordResets.redeem(code, newPassword: Self.own, from: Self.origin)
    }

    @Test func i02_whoAsksIsToldNothingAndOnlyAnOpenAccountWithAnAddressGetsAMail() async throws {
        let source = ScriptedSource(.success(.rejected(.wrongPassword))).opened(as: "corp")
        let house = try await TestHouse(
            limits: SignInLimits(consecutiveFailures: 2), sources: [source], mail: mail)
        try await house.user("plain", email: "plain@example.org")
        try await house.user("bare")
        try await house.user("closed", email: "closed@example.org")
        try await house.user("locked", email: "locked@example.org")
        var elsewhere = CreateUser(login: "corporate", email: "corporate@example.org")
        elsewhere.source = source.id
        _ = try await house.users.create(elsewhere, as: TestHouse.operator)
        _ = try await house.invitations.create(Invite(email: "invited@example.org"), as: TestHouse.operator)
        var edit = EditUser()
        edit.isEnabled = false
        _ = try await house.users.edit(.login("closed"), edit, as: TestHouse.operator)
        for _ in 0..<2 { _ = try? await house.signedIn("locked", password: "wrong wrong wrong") }

        let names = ["unknown", "plain", "bare", "closed", "locked", "corporate", "invited@example.org", "a\u{202E}b"]
        for name in names { try await request(name, in: house) }
        #expect(mail.mails.map(\.to) == ["invited@example.org", "plain@example.org"], "the first is the invitation")
        let steps = try await house.records().filter { $0.action == .passwordResetRequested }.map(\.detail)
        #expect(
            steps.reversed() == [
                "unknown-account", nil, "no-address", "closed", "locked", "no-password-here", "invitation-pending",
                "unknown-account",
            ])
    }

    @Test func i02_aLetterBoxIsNotFilledAndACodeNotMadeVoidByWhoKeepsAsking() async throws {
        let house = try await TestHouse(limits: SignInLimits(failuresPerAccountAndAddress: 3), mail: mail)
        try await house.user("ada", email: "ada@example.org")
        for number in 1...3 { try await request("ada", in: house, from: TestHouse.origin("192.0.2.\(number)")) }
        #expect(mail.mails.count == 1)
        let code = try #require(mail.lastCode)
        for _ in 0..<2 { try await request("ada", in: house) }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) { try await request("ada", in: house) }
        await #expect(throws: Never.self) { try await request("eve", in: house) }
        try await house.passwordResets.redeem(code, newPassword: Self.own, from: Self.origin)
        _ = try await house.signedIn("ada", password: "a quiet green harbour")
    }

    @Test func i02_aStrangerWhoKeepsAskingLeavesTheCodeGood() async throws {
        let house = try await TestHouse(limits: SignInLimits(failuresPerAccountAndAddress: 100), mail: mail)
        try await house.user("ada", email: "ada@example.org")
        try await request("ada", in: house)
        let code = try #require(mail.lastCode)
        for number in 1...14 {
            house.clock.advance(by: 61)
            try await request("ada", in: house, from: TestHouse.origin("198.51.100.\(number)"))
        }
        #expect(mail.mails.count == 1)
        #expect(try await house.records(1).first?.detail == "sent-just-now")
        try await house.passwordResets.redeem(code, newPassword: Self.own, from: Self.origin)
        try await request("ada", in: house)
        #expect(mail.mails.count == 2, "a code that was used stands in nobody's way")
    }

    @Test func i02_aResetCodeIsGoodOnceForItsPurposeAndForItsTime() async throws {
        let house = try await TestHouse(limits: SignInLimits(failuresPerAccountAndAddress: 100), mail: mail)
        try await house.user("ada", email: "ada@example.org")
        try await request("ada", in: house)
        let first = try #require(mail.lastCode)
        await #expect(throws: Self.refused) {
            try await house.invitations.accept(first, newPassword: Self.own, from: Self.origin)
        }
        house.clock.advance(by: 900)
        try await request("ada", in: house)
        let second = try #require(mail.lastCode)
        await #expect(throws: Self.refused, "a new code takes the place of the old one") {
            try await house.passwordResets.redeem(first, newPassword: Self.own, from: Self.origin)
        }
        house.clock.advance(by: 1_800)
        await #expect(throws: Self.refused) {
            try await house.passwordResets.redeem(second, newPassword: Self.own, from: Self.origin)
        }
        _ = try await house.signedIn("ada")
        #expect(try await house.passwordResets.pruneExpired(as: TestHouse.operator) == 0)
        house.clock.advance(by: 1)
        #expect(try await house.passwordResets.pruneExpired(as: TestHouse.operator) == 1)
    }

    @Test func i02_ofTwentyUsesAtOnceOneSetsThePassword() async throws {
        let house = try await TestHouse(limits: SignInLimits(failuresPerAccountAndAddress: 100), mail: mail)
        try await house.user("ada", email: "ada@example.org")
        try await request("ada", in: house)
        let code = try #require(mail.lastCode)
        let winners = await withTaskGroup(of: Int?.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let password = Secret("a quiet harbour number \(number)")
                    do {
                        try await house.passwordResets.redeem(code, newPassword: password, from: Self.origin)
                        return number
                    } catch { return nil }
                }
            }
            return await group.reduce(into: []) { if let number = $1 { $0.append(number) } }
        }
        #expect(winners.count == 1)
        _ = try await house.signedIn("ada", password: "a quiet harbour number \(winners[0])")
    }

    @Test func a05_aResetOpensNoAccountThatIsDisabledOrLocked() async throws {
        let house = try await TestHouse(limits: SignInLimits(consecutiveFailures: 2), mail: mail)
        for login in ["closed", "locked"] {
            try await house.user(login, email: "\(login)@example.org")
            try await request(login, in: house)
            let code = try #require(mail.lastCode)
            if login == "locked" {
                for _ in 0..<2 { _ = try? await house.signedIn(login, password: "wrong wrong wrong") }
            } else {
                var edit = EditUser()
                edit.isEnabled = false
                _ = try await house.users.edit(.login(login), edit, as: TestHouse.operator)
            }
            await #expect(throws: Self.refused) {
                try await house.passwordResets.redeem(code, newPassword: Self.own, from: Self.origin)
            }
            await #expect(throws: ServiceError.self) {
                try await house.passwordResets.start(for: .login(login), as: TestHouse.operator)
            }
            var edit = EditUser()
            edit.isEnabled = true
            _ = try await house.users.edit(.login(login), edit, as: TestHouse.operator)
            // What was asked of a closed account is worth nothing once it is open again.
            await #expect(throws: Self.refused) {
                try await house.passwordResets.redeem(code, newPassword: Self.own, from: Self.origin)
            }
            _ = try await house.signedIn(login)
        }
    }

    @Test func z08_aResetOfAStrongerAccountIsRefused() async throws {
        let house = try await TestHouse(mail: mail)
        try await house.user("root", roles: [.superAdmin], email: "root@example.org")
        try await house.user("helper", roles: [.admin])
        let helper = try await house.signedIn("helper")
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            try await house.passwordResets.start(for: .login("root"), as: helper)
        }
        #expect(mail.mails.isEmpty)
        try await house.passwordResets.start(for: .login("root"), as: TestHouse.operator)
        #expect(mail.mails.map(\.to) == ["root@example.org"])
    }

    @Test func anAdministratorIsToldWhyNoMailWasSent() async throws {
        let silent = try await TestHouse()
        try await silent.user("ada", email: "ada@example.org")
        await #expect(throws: ServiceError.self) {
            try await silent.passwordResets.start(for: .login("ada"), as: TestHouse.operator)
        }
        await #expect(throws: ServiceError.self) { try await request("ada", in: silent) }
        let house = try await TestHouse(mail: mail)
        try await house.user("ada", email: "ada@example.org")
        mail.fail(with: .unavailable(.mail))
        await #expect(throws: ServiceError.unavailable(.mail)) {
            try await house.passwordResets.start(for: .login("ada"), as: TestHouse.operator)
        }
    }
}
