import FoundationEssentials
import IdentityCore
import StorageMemory
import TestSupport
import Testing

@testable import IdentityServices

@Suite struct ProvisioningTests {
    @Test func aNewPersonGoesWhereThePolicySaysWithTheProfileOfTheFirstRuleThatFits() async throws {
        let admitting = try await Admitting()
        let acme = try await admitting.house.organization("acme")
        let policy = ProvisioningPolicy(
            organization: acme, tenant: TenantID(rawValue: "acme"), profile: "reader",
            profileRules: [
                ProfileRule(externalGroup: "nobody", profile: "none"),
                ProfileRule(externalGroup: "analysts", profile: "designer"),
            ])
        let mark = try await admitting.recordCount()
        let result = try await admitting.admit(
            Admitting.grace { $0.groups = ["analysts"] }, of: Admitting.source(policy), on: .signIn)
        guard case .created(let user) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(user.organization == acme && user.tenant.rawValue == "acme" && user.profile == "designer")
        #expect(user.login.display == "grace" && user.email?.display == "grace@corp.example")
        #expect(user.givenName == "Grace" && user.familyName == "Hopper" && user.roles == [.member])
        #expect(try await admitting.records(since: mark) == ["user.created: first sign-in from corp"])
    }

    @Test func thePolicyOfANewPersonNamesAPlaceThatIsThere() async throws {
        let admitting = try await Admitting()
        let acme = try await admitting.house.organization("acme")
        for policy in [
            ProvisioningPolicy(organization: OrganizationID(rawValue: "gone")), ProvisioningPolicy(organization: acme),
        ] {
            let result = try await admitting.admit(of: Admitting.source(policy))
            #expect(result.conflict?.reason == .noPlace)
        }
        #expect(try await admitting.user() == nil)
    }

    @Test func nobodyIsMadeUnlessThatIsAllowedAndTheAccountIsOpenThere() async throws {
        let admitting = try await Admitting()
        for result in [
            try await admitting.admit(mayCreate: false),
            try await admitting.admit(Admitting.grace { $0.isActive = false }),
        ] {
            guard case .absent = result else {
                Issue.record("\(result)")
                continue
            }
        }
        #expect(try await admitting.user() == nil)
    }

    @Test func aRenamedEntryIsTheSameUserUnderItsNewNames() async throws {
        let admitting = try await Admitting()
        let first = try await admitting.admit().user
        let mark = try await admitting.recordCount()
        let renamed = Admitting.grace {
            $0.login = "ghopper"
            $0.email = nil
            $0.displayName = "Rear Admiral Hopper"
            $0.givenName = nil
        }
        let result = try await admitting.admit(renamed)
        #expect(result.fields == ["login", "email", "displayName", "givenName"])
        let user = try #require(try await admitting.user())
        #expect(user.id == first?.id && user.login.display == "ghopper" && user.email == nil && user.version == 2)
        #expect(
            try await admitting.records(since: mark) == ["user.refreshed: login, email, displayName, givenName"])
    }

    @Test func whatDidNotChangeIsNotWritten() async throws {
        let admitting = try await Admitting()
        let group = try await admitting.group("ops", mapping: ["cn=ops"])
        let identity = Admitting.grace {
            $0.groups = ["cn=ops", "cn=other"]
            $0.displayName = " Grace Hopper "
        }
        let user = try #require(try await admitting.admit(identity).user)
        let mark = try await admitting.recordCount()
        admitting.house.clock.advance(by: 60)
        guard case .unchanged(let again) = try await admitting.admit(identity) else {
            Issue.record("changed")
            return
        }
        #expect(again == user)
        #expect(try await admitting.user() == user)
        #expect(try await admitting.groups(of: user.id) == [group: .mapped])
        #expect(try await admitting.recordCount() == mark)
    }

    @Test func atSignInNamesAndGroupsFollowOnlyIfThePolicySaysSo() async throws {
        let admitting = try await Admitting()
        let group = try await admitting.group("ops", mapping: ["cn=ops"])
        let source = Admitting.source(ProvisioningPolicy(refreshesOnLogin: false))
        let user = try #require(try await admitting.admit(of: source, on: .signIn).user)
        let changed = Admitting.grace {
            $0.login = "ghopper"
            $0.groups = ["cn=ops"]
        }
        guard case .unchanged = try await admitting.admit(changed, of: source, on: .signIn) else {
            Issue.record("changed")
            return
        }
        #expect(try await admitting.admit(changed, of: source, on: .sync).fields == ["login", "groups"])
        #expect(try await admitting.groups(of: user.id) == [group: .mapped])
    }

    @Test func whomTheSourceHasClosedIsWithdrawnWithTheSessionsAndReturnsWithTheSource() async throws {
        let admitting = try await Admitting()
        let user = try #require(try await admitting.admit().user)
        try await admitting.openSession(of: user)
        let mark = try await admitting.recordCount()
        #expect(try await admitting.admit(Admitting.grace { $0.isActive = false }).fields == ["enabled"])
        let withdrawn = try #require(try await admitting.user())
        #expect(!withdrawn.isEnabled && withdrawn.withdrawnAt == admitting.house.clock.now())
        #expect(try await admitting.openSessions(of: user) == 0)
        guard case .unchanged = try await admitting.admit(Admitting.grace { $0.isActive = false }) else {
            Issue.record("withdrawn twice")
            return
        }
        #expect(try await admitting.admit().fields == ["enabled"])
        let returned = try #require(try await admitting.user())
        #expect(returned.isEnabled && returned.withdrawnAt == nil && returned.version == 3)
        #expect(try await admitting.records(since: mark) == ["user.withdrawn: by corp", "user.returned: to corp"])
    }

    @Test func whomSomebodyHereHasDisabledStaysSo() async throws {
        let admitting = try await Admitting()
        let user = try #require(try await admitting.admit().user)
        var disable = EditUser()
        disable.isEnabled = false
        _ = try await admitting.house.users.edit(.id(user.id), disable, as: TestHouse.operator)
        guard case .unchanged(let still) = try await admitting.admit() else {
            Issue.record("changed")
            return
        }
        #expect(!still.isEnabled)
    }

    @Test func whomSomebodyHereDisablesAfterTheSourceDidStaysSo() async throws {
        let admitting = try await Admitting()
        let user = try #require(try await admitting.admit().user)
        _ = try await admitting.admit(Admitting.grace { $0.isActive = false })
        var disable = EditUser()
        disable.isEnabled = false
        let edited = try await admitting.house.users.edit(.id(user.id), disable, as: TestHouse.operator)
        #expect(edited.withdrawnAt == nil)
        #expect(try await admitting.admit().user?.isEnabled == false)
    }

    @Test func aPersonIsNeitherMadeNorLetBackWithoutASeat() async throws {
        let full = try await Admitting(seats: 1)
        guard case .noSeat = try await full.admit() else {
            Issue.record("a seat too many")
            return
        }
        let admitting = try await Admitting(seats: 2)
        _ = try await admitting.admit()
        _ = try await admitting.admit(Admitting.grace { $0.isActive = false })
        try await admitting.house.user("ada")
        guard case .noSeat = try await admitting.admit() else {
            Issue.record("a seat too many")
            return
        }
        #expect(try await admitting.user()?.isEnabled == false)
    }
}
