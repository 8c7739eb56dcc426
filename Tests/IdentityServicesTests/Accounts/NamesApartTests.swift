import IdentityCore
import IdentityServices
import TestSupport
import Testing

/// A login that is somebody else's e-mail address would take that person's sign-ins and codes.
@Suite struct NamesApartTests {
    private let login = ServiceError.alreadyExists(.user, field: "login")
    private let email = ServiceError.alreadyExists(.user, field: "email")

    @Test func z03_aNewLoginIsNobodyElsesMailAddressAndTheOtherWayRound() async throws {
        let house = try await TestHouse()
        let elsewhere = try await house.organization("elsewhere")
        try await house.user("ada", email: "ada@example.org")
        try await house.user("bob@example.org", email: "bob@example.org")
        await #expect(throws: login) { try await house.user("ADA@example.org", in: elsewhere) }
        await #expect(throws: email) { try await house.user("eve", email: "Bob@example.org") }
        try await house.user("carl@example.org")
        await #expect(throws: email) { try await house.user("eve", email: "Carl@example.org") }
        var invite = Invite(email: "eve@example.org")
        invite.login = "ada@example.org"
        await #expect(throws: login) { try await house.invitations.create(invite, as: TestHouse.operator) }
        var second = Invite(email: "carl@example.org")
        second.login = "eve"
        await #expect(throws: email) {
            try await house.invitations.create(second, as: TestHouse.operator)
        }
        _ = try await house.invitations.create(Invite(email: "dora@example.org"), as: TestHouse.operator)
    }

    @Test func z03_anEditTakesNobodyElsesNameOfTheOtherKind() async throws {
        let house = try await TestHouse()
        try await house.user("ada", email: "ada@example.org")
        try await house.user("carl@example.org")
        try await house.user("eve")
        var edit = EditUser()
        edit.login = "ada@EXAMPLE.org"
        await #expect(throws: login) { try await house.users.edit(.login("eve"), edit, as: TestHouse.operator) }
        let own = try await house.users.edit(.login("ada"), edit, as: TestHouse.operator)
        #expect(own.login.key == own.email?.key)
        edit = EditUser()
        edit.email = .set("carl@example.org")
        await #expect(throws: email) { try await house.users.edit(.login("eve"), edit, as: TestHouse.operator) }
        _ = try await house.users.edit(.login("carl@example.org"), edit, as: TestHouse.operator)
    }

    @Test func z03_anImportTakesNobodyElsesNameOfTheOtherKind() async throws {
        let house = try await TestHouse()
        try await house.user("ada", email: "ada@example.org")
        let decisions = try await house.importing([row("ada@example.org"), row("fay")])
        #expect(decisions == [.refused(login), .created])
    }

    @Test func z03_aFirstSignInTakesNobodyElsesNameOfTheOtherKind() async throws {
        let identity = ExternalIdentity(externalID: "7", login: "ada@example.org", displayName: "Ada")
        let source = ScriptedSource(.success(.verified(identity))).opened(as: "corp", createsOnFirstLogin: true)
        let house = try await TestHouse(sources: [source])
        let ada = try await house.user("ada", email: "ada@example.org")
        await #expect(throws: ServiceError.unauthenticated) {
            try await house.signedIn("stranger", password: "of the directory")
        }
        #expect(try await house.users.list(UserQuery(limit: 9), as: TestHouse.operator).map(\.id) == [ada.id])
    }
}
