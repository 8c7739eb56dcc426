import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct InvitationTests {
    private static let own = Secret("a quiet green harbour"), origin = TestHouse.origin()
    private static let refused = ServiceError.invalidInput([
        FieldProblem("code", .unknown, "This code is not good, or not any more. Ask for a new one.")
    ])

    private let mail = KeptMail()

    private func invite(
        _ email: String = "ada@example.org", in house: TestHouse, _ edit: (inout Invite) -> Void = { _ in }
    ) async throws -> IssuedInvitation {
        var command = Invite(email: email)
        edit(&command)
        return try await house.invitations.create(command, as: TestHouse.operator)
    }

    @Test func anInvitationMakesTheUserAndMailsACodeThatSetsThePassword() async throws {
        let house = try await TestHouse(mail: mail, publicAddress: "https://id.example.org")
        let issued = try await invite(in: house)
        #expect(issued.invitation.mail == .sent)
        #expect(issued.password == nil, "nobody sees the password while the mail goes its way")
        #expect(issued.user.login.display == "ada@example.org")
        #expect(issued.user.requiredActions == [.updatePassword])
        #expect(mail.mails.map(\.to) == ["ada@example.org"])
        let code = try #require(mail.lastCode)
        let text = mail.mails[0].text.reveal { $0 }
        #expect(text.contains("https://id.example.org/invitation#code=\(code.reveal { $0 })\n"))

        try await house.invitations.accept(code, newPassword: Self.own, from: Self.origin)
        let caller = try await house.signedIn("ada@example.org", password: "a quiet green harbour")
        let user = try #require(caller.account?.user)
        #expect(user.requiredActions.isEmpty && user.isEmailVerified)
        let invitation = try await house.invitations.read(issued.invitation.id, as: TestHouse.operator)
        #expect(invitation.state(at: house.clock.now()) == .accepted)
        let actions = try await house.records().map(\.action)
        #expect(
            actions.reversed() == [
                .userCreated, .invitationCreated, .invitationMailed, .passwordReset, .invitationAccepted, .signedIn,
            ])
    }

    @Test func withoutAMailServerTheInvitationStandsAndItsPasswordIsShownOnce() async throws {
        let house = try await TestHouse()
        let issued = try await invite(in: house)
        #expect(issued.invitation.mail == .notConfigured)
        let password = try #require(issued.password?.reveal { $0 })
        #expect(password.count == 26)
        let ada = try await house.signedIn("ada@example.org", password: password)
        await #expect(throws: ServiceError.forbidden(.passwordChangeRequired)) {
            _ = try await house.users.read(.login("ada@example.org"), as: ada)
        }
        _ = try await house.users.changeOwnPassword(from: Secret(password), to: Self.own, as: ada)
        let accepted = try await house.invitations.list(.accepted, limit: 9, as: TestHouse.operator)
        #expect(accepted.map(\.id) == [issued.invitation.id])
    }

    @Test func aDeadMailServerLeavesAnInvitationThatSaysSoAndCanBeSentAgain() async throws {
        let house = try await TestHouse(mail: mail)
        for (error, outcome): (ServiceError, MailOutcome) in [
            (.unavailable(.mail), .serverUnavailable), (.limited(retryAfterSeconds: 5), .tooManyWaiting),
            (.invalidInput([FieldProblem("to", .unknown, "no")]), .addressRefused),
        ] {
            mail.fail(with: error)
            let issued = try await invite("\(outcome.rawValue)@example.org", in: house)
            #expect(issued.invitation.mail == outcome)
            #expect(issued.password != nil)
            let stored = try await house.invitations.read(issued.invitation.id, as: TestHouse.operator)
            #expect(stored.mail == outcome)
        }
        mail.fail(with: nil)
        let sent = try await house.invitations.resend(.login("too-many-waiting@example.org"), as: TestHouse.operator)
        #expect(sent.invitation.mail == .sent && sent.password == nil)
        #expect(mail.mails.map(\.to) == ["too-many-waiting@example.org"])
    }

    @Test func aChosenPasswordIsNeitherMailedNorShown() async throws {
        let house = try await TestHouse(mail: mail)
        let chosen = "seven wet umbrellas"
        let issued = try await invite(in: house) { $0.password = Secret(chosen) }
        #expect(issued.password == nil)
        #expect(mail.mails.allSatisfy { $0.text.reveal { !$0.contains(chosen) } })
        let ada = try await house.signedIn("ada@example.org", password: chosen)
        #expect(ada.account?.user.requiredActions == [.updatePassword])
        let silent = try await TestHouse()
        #expect(try await invite(in: silent, { $0.password = Secret(chosen) }).password == nil)
    }

    @Test func i01_aCodeThatIsGuessedReusedExpiredOrOfAUserWhoIsGoneIsRefused() async throws {
        let house = try await TestHouse(limits: SignInLimits(failuresPerAccountAndAddress: 100), mail: mail)
        func accept(_ code: Secret) async throws {
            try await house.invitations.accept(code, newPassword: Self.own, from: Self.origin)
        }
        for guess in ["", "ghc_", "ghc_000000000000000000000000000000000000000"] {
            await #expect(throws: Self.refused) { try await accept(Secret(guess)) }
        }
        _ = try await invite("reused@example.org", in: house)
        let reused = try #require(mail.lastCode)
        await #expect(throws: Self.refused, "a code of one kind is none of another") {
            try await house.passwordResets.redeem(reused, newPassword: Self.own, from: Self.origin)
        }
        try await accept(reused)
        await #expect(throws: Self.refused) { try await accept(reused) }

        _ = try await invite("gone@example.org", in: house)
        let gone = try #require(mail.lastCode)
        try await house.users.delete(.login("gone@example.org"), as: TestHouse.operator)
        await #expect(throws: Self.refused) { try await accept(gone) }
        _ = try await invite("gone@example.org", in: house)
        await #expect(throws: Self.refused, "nor does it open the next account of that name") {
            try await accept(gone)
        }

        _ = try await invite("late@example.org", in: house)
        let late = try #require(mail.lastCode)
        house.clock.advance(by: 72 * 3_600)
        await #expect(throws: Self.refused) { try await accept(late) }
    }

    @Test func i01_ofTwentyUsesAtOnceOneSetsThePassword() async throws {
        let house = try await TestHouse(limits: SignInLimits(failuresPerAccountAndAddress: 100), mail: mail)
        _ = try await invite(in: house)
        let code = try #require(mail.lastCode)
        let winners = await withTaskGroup(of: Int?.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let password = Secret("a quiet harbour number \(number)")
                    do {
                        try await house.invitations.accept(code, newPassword: password, from: Self.origin)
                        return number
                    } catch { return nil }
                }
            }
            return await group.reduce(into: []) { if let number = $1 { $0.append(number) } }
        }
        #expect(winners.count == 1)
        _ = try await house.signedIn("ada@example.org", password: "a quiet harbour number \(winners[0])")
    }

    @Test func i01_aFirstPasswordEndsAlsoUnderAnOpenSession() async throws {
        let house = try await TestHouse()
        let password = try #require(try await invite(in: house).password?.reveal { $0 })
        house.clock.advance(by: 72 * 3_600 - 60)
        let ada = try await house.signedIn("ada@example.org", password: password)
        house.clock.advance(by: 60)
        await #expect(throws: ServiceError.unauthenticated) {
            _ = try await house.users.changeOwnPassword(from: Secret(password), to: Self.own, as: ada)
        }
        await #expect(throws: ServiceError.unauthenticated) {
            _ = try await house.signedIn("ada@example.org", password: password)
        }
    }

    @Test func sentAgainTheOldCodeAndPasswordAreDeadAndTheTimeBeginsAnew() async throws {
        let house = try await TestHouse(mail: mail)
        mail.fail(with: .unavailable(.mail))
        let first = try await invite(in: house)
        let old = try #require(first.password?.reveal { $0 })
        let session = try await house.signedIn("ada@example.org", password: old)
        mail.fail(with: nil)
        house.clock.advance(by: 60)
        _ = try await house.invitations.resend(.id(first.invitation.id), as: TestHouse.operator)
        let second = try #require(mail.lastCode)
        let again = try await house.invitations.resend(.id(first.invitation.id), as: TestHouse.operator)
        #expect(again.invitation.expiresAt == first.invitation.expiresAt.addingTimeInterval(60))
        await #expect(throws: ServiceError.unauthenticated) {
            _ = try await house.signedIn("ada@example.org", password: old)
        }
        await #expect(throws: ServiceError.self) {
            _ = try await house.users.changeOwnPassword(from: Secret(old), to: Self.own, as: session)
        }
        await #expect(throws: Self.refused) {
            try await house.invitations.accept(second, newPassword: Self.own, from: Self.origin)
        }
        let third = try #require(mail.lastCode)
        try await house.invitations.accept(third, newPassword: Self.own, from: Self.origin)
        await #expect(throws: ServiceError.self) {
            _ = try await house.invitations.resend(.id(first.invitation.id), as: TestHouse.operator)
        }
    }

    @Test func anAddressOrLoginThatExistsIsAConflictAndLeavesNothing() async throws {
        let house = try await TestHouse(mail: mail)
        try await house.user("ada", email: "ada@example.org")
        for (email, login, field) in [
            ("ADA@example.org", nil, "email"), ("other@example.org", "Ada", "login"),
        ] {
            await #expect(throws: ServiceError.alreadyExists(.user, field: field)) {
                _ = try await invite(email, in: house) { $0.login = login }
            }
        }
        #expect(mail.mails.isEmpty)
        #expect(try await house.invitations.list(limit: 9, as: TestHouse.operator).isEmpty)
    }

    @Test func anInvitationKeepsTheSeatsTheRolesAndTheReachOfWhoInvites() async throws {
        let house = try await TestHouse(seats: 2)
        try await house.user("root", roles: [.superAdmin])
        try await house.user("helper", roles: [.admin])
        let helper = try await house.signedIn("helper")
        await #expect(throws: ServiceError.conflict(.noSeat(seats: 2))) { _ = try await invite(in: house) }
        var strong = Invite(email: "strong@example.org")
        strong.roles = ["super-admin"]
        let command = strong
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            _ = try await house.invitations.create(command, as: helper)
        }
        #expect(try await house.invitations.list(limit: 9, as: helper).isEmpty)
    }

    @Test func anUnusedInvitationIsTakenBackWithItsAccountAndAUsedOneIsNot() async throws {
        let house = try await TestHouse(mail: mail)
        let unused = try await invite("unused@example.org", in: house)
        let code = try #require(mail.lastCode)
        try await house.invitations.revoke(.id(unused.invitation.id), as: TestHouse.operator)
        await #expect(throws: ServiceError.notFound(.user)) {
            _ = try await house.users.read(.login("unused@example.org"), as: TestHouse.operator)
        }
        await #expect(throws: Self.refused) {
            try await house.invitations.accept(code, newPassword: Self.own, from: Self.origin)
        }
        let used = try await invite("used@example.org", in: house)
        try await house.invitations.accept(
            try #require(mail.lastCode), newPassword: Self.own, from: Self.origin)
        await #expect {
            try await house.invitations.revoke(.id(used.invitation.id), as: TestHouse.operator)
        } throws: { error in
            if case .unsupported = error as? ServiceError { true } else { false }
        }
    }

    @Test func whatWentToAnAddressThatWasChangedOpensNothing() async throws {
        let house = try await TestHouse(mail: mail)
        let issued = try await invite("adda@example.org", in: house) { $0.login = "ada" }
        let code = try #require(mail.lastCode)
        var edit = EditUser()
        edit.email = .set("ada@example.org")
        _ = try await house.users.edit(.login("ada"), edit, as: TestHouse.operator)
        await #expect(throws: Self.refused) {
            try await house.invitations.accept(code, newPassword: Self.own, from: Self.origin)
        }
        let again = try await house.invitations.resend(.id(issued.invitation.id), as: TestHouse.operator)
        #expect(again.invitation.email.display == "ada@example.org")
        #expect(mail.mails.last?.to == "ada@example.org")
    }

    @Test func a05_anInvitationOpensNoAccountThatIsDisabledOrLocked() async throws {
        let house = try await TestHouse(limits: SignInLimits(consecutiveFailures: 2), mail: mail)
        _ = try await invite("locked@example.org", in: house)
        let code = try #require(mail.lastCode)
        for _ in 0..<2 { _ = try? await house.signedIn("locked@example.org", password: "wrong wrong wrong") }
        await #expect(throws: Self.refused) {
            try await house.invitations.accept(code, newPassword: Self.own, from: Self.origin)
        }
        let closed = try await invite("closed@example.org", in: house)
        let other = try #require(mail.lastCode)
        var edit = EditUser()
        edit.isEnabled = false
        _ = try await house.users.edit(.id(closed.user.id), edit, as: TestHouse.operator)
        await #expect(throws: Self.refused) {
            try await house.invitations.accept(other, newPassword: Self.own, from: Self.origin)
        }
        await #expect(throws: ServiceError.self) {
            _ = try await house.invitations.resend(.id(closed.invitation.id), as: TestHouse.operator)
        }
    }
}
