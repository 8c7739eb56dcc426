import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

extension TestHouse {
    /// An organization with an org-admin and a member; all bear its name.
    func place(_ id: String) async throws -> OrganizationID {
        try await services.organizations.create(CreateOrganization(id: id), as: Self.operator).id
    }

    @discardableResult
    func user(
        _ login: String, of place: OrganizationID, roles: Set<Role> = [.member]
    ) async throws -> User {
        try await services.users.create(
            CreateUser(
                login: login, organization: place, roles: Set(roles.map(\.rawValue)),
                credential: .password(Secret(Self.password), temporary: false)), as: Self.operator)
    }
}

@Suite struct OrganizationTests {
    private let anyone = TestHouse.operator

    @Test func anOrganizationIsMadeWithATenantOfItsOwnName() async throws {
        let house = try await TestHouse()
        let made = try await house.organizations.create(
            CreateOrganization(id: "my_org_id", name: "Mine"), as: anyone)
        let tenant = try await house.tenants.read(TenantID(rawValue: "my_org_id"), as: anyone)
        #expect(tenant.organization == made.id)
        #expect(tenant.name == "Mine")
        let user = try await house.user("ada", of: made.id)
        #expect(user.tenant == tenant.id)
        #expect(
            try await house.records().contains { $0.action == .organizationCreated && $0.object?.id == "my_org_id" })
    }

    @Test(arguments: [
        "", ".", "..", ".hidden", "a/b", "a b", "a:b", "a\nb", "ä", "me", "System", String(repeating: "a", count: 65),
    ])
    func anUnfitIdIsRefused(_ id: String) async throws {
        let house = try await TestHouse()
        for refused in [
            await house.problem { _ = try await $0.organizations.create(CreateOrganization(id: id), as: anyone) },
            await house.problem { _ = try await $0.tenants.create(CreateTenant(id: id), as: anyone) },
            await house.problem { _ = try await $0.clients.create(CreateClient(id: id), as: anyone) },
        ] {
            guard case .invalidInput(let problems)? = refused else {
                Issue.record("\(id) was taken")
                continue
            }
            #expect(problems.map(\.field) == ["id"])
        }
    }

    @Test(arguments: ["my_org_id", "ada@example.org", "7", "a.b-c+d", String(repeating: "a", count: 64)])
    func aFitIdIsTakenOnce(_ id: String) async throws {
        let house = try await TestHouse()
        _ = try await house.place(id)
        let again = await house.problem { _ = try await $0.place(id) }
        #expect(again == .alreadyExists(.organization, field: "id"))
    }

    @Test func anOrganizationWhoseTenantNameIsTakenIsNotMade() async throws {
        let house = try await TestHouse()
        _ = try await house.tenants.create(CreateTenant(id: "lab"), as: anyone)
        await house.expectRefusal(.alreadyExists(.tenant, field: "id")) { _ = try await $0.place("lab") }
        let missing = await house.problem {
            _ = try await $0.organizations.read(OrganizationID(rawValue: "lab"), as: anyone)
        }
        #expect(missing == .notFound(.organization))
    }

    @Test func onlyAnEmptyOrganizationGoesAndItsOwnTenantWithIt() async throws {
        let house = try await TestHouse()
        let acme = try await house.place("acme")
        _ = try await house.tenants.create(CreateTenant(id: "lab", organization: acme), as: anyone)
        await house.expectRefusal(.conflict(.notEmpty(.tenant))) { try await $0.organizations.delete(acme, as: anyone) }
        try await house.tenants.delete(TenantID(rawValue: "lab"), as: anyone)
        let ada = try await house.user("ada", of: acme)
        await house.expectRefusal(.conflict(.notEmpty(.user))) { try await $0.organizations.delete(acme, as: anyone) }
        #expect(
            try await house.tenants.read(TenantID(rawValue: "acme"), as: anyone).name == "acme", "nothing half-done")
        try await house.users.delete(.id(ada.id), as: anyone)
        try await house.organizations.delete(acme, as: anyone)
        await house.expectRefusal(.notFound(.tenant)) {
            _ = try await $0.tenants.read(TenantID(rawValue: "acme"), as: anyone)
        }
    }

    @Test func theStandardOrganizationAndItsTenantStay() async throws {
        let house = try await TestHouse()
        await house.expectRefusal(.conflict(.builtIn(.organization))) {
            try await $0.organizations.delete(.standard, as: anyone)
        }
        await house.expectRefusal(.conflict(.builtIn(.tenant))) { try await $0.tenants.delete(.standard, as: anyone) }
        #expect(try await house.organizations.edit(.standard, name: "Home", as: anyone).version == 2)
    }

    @Test func theTenantThatBearsTheNameOfItsOrganizationGoesOnlyWithIt() async throws {
        let house = try await TestHouse()
        _ = try await house.place("acme")
        guard
            case .unsupported? = await house.problem({
                try await $0.tenants.delete(TenantID(rawValue: "acme"), as: anyone)
            })
        else { return #expect(Bool(false), "it went alone") }
    }

    @Test func aStaleEditIsRefused() async throws {
        let house = try await TestHouse()
        let acme = try await house.place("acme")
        _ = try await house.organizations.edit(acme, name: "One", ifVersion: 1, as: anyone)
        let stale = await house.problem {
            _ = try await $0.organizations.edit(acme, name: "Two", ifVersion: 1, as: anyone)
        }
        #expect(stale == .conflict(.versionMoved(current: 2)))
        #expect(try await house.organizations.read(acme, as: anyone).name == "One")
    }

    @Test func z03_anOrganizationsAdministratorSeesAndChangesNothingOfAnother() async throws {
        let house = try await TestHouse()
        let acme = try await house.place("acme"), other = try await house.place("other")
        try await house.user("chief", of: acme, roles: [.orgAdmin])
        let stranger = try await house.user("stranger", of: other)
        let chief = try await house.signedIn("chief")
        #expect(try await house.organizations.list(limit: 10, as: chief).map(\.id) == [acme])
        #expect(try await house.tenants.list(limit: 10, as: chief).map(\.id.rawValue) == ["acme"])
        #expect(try await house.users.list(UserQuery(limit: 10), as: chief).map(\.login.display) == ["chief"])
        #expect(try await house.users.activities(UserQuery(limit: 10), as: chief).count == 1)
        let missingPlace = OrganizationID(rawValue: "missing"), missingUser = UserID(UUID())
        for (place, user) in [(other, stranger.id), (missingPlace, missingUser)] {
            let tenant = TenantID(rawValue: place.rawValue)
            let answers: [(ServiceError, ServiceError?)] = [
                (
                    .notFound(.organization),
                    await house.problem { _ = try await $0.organizations.read(place, as: chief) }
                ),
                (.notFound(.tenant), await house.problem { _ = try await $0.tenants.read(tenant, as: chief) }),
                (
                    .notFound(.organization),
                    await house.problem { _ = try await $0.tenants.list(of: place, limit: 1, as: chief) }
                ),
                (
                    .notFound(.tenant),
                    await house.problem { _ = try await $0.tenants.edit(tenant, name: "X", as: chief) }
                ),
                (.notFound(.tenant), await house.problem { try await $0.tenants.delete(tenant, as: chief) }),
                (
                    .notFound(.organization),
                    await house.problem {
                        _ = try await $0.tenants.create(CreateTenant(id: "new", organization: place), as: chief)
                    }
                ),
                (
                    .notFound(.organization),
                    await house.problem {
                        _ = try await $0.users.create(CreateUser(login: "new", organization: place), as: chief)
                    }
                ),
                (
                    .notFound(.tenant),
                    await house.problem {
                        _ = try await $0.users.create(CreateUser(login: "new", tenant: tenant), as: chief)
                    }
                ),
                (
                    .notFound(.organization),
                    await house.problem {
                        _ = try await $0.users.list(UserQuery(organization: place, limit: 1), as: chief)
                    }
                ),
                (.notFound(.user), await house.problem { _ = try await $0.users.activity(of: .id(user), as: chief) }),
                (
                    .notFound(.user),
                    await house.problem { _ = try await $0.documents.list(of: .user(.id(user)), as: chief) }
                ),
                (
                    .notFound(.organization),
                    await house.problem {
                        try await $0.documents.put(.variables, "{}", of: .organization(place), as: chief)
                    }
                ),
            ]
            for (index, (expected, answer)) in answers.enumerated() {
                #expect(answer == expected, "\(index) of \(place)")
            }
            #expect(try await house.users.list(UserQuery(tenant: tenant, limit: 1), as: chief).isEmpty)
        }
        await house.expectRefusal(.forbidden(.missingRight(.manageOrganizations))) {
            _ = try await $0.organizations.edit(other, name: "X", as: chief)
        }
    }

    @Test func aMemberSeesItsOwnOrganizationAndTenantAndNoOther() async throws {
        let house = try await TestHouse()
        let acme = try await house.place("acme")
        try await house.user("ada", of: acme)
        let ada = try await house.signedIn("ada")
        #expect(try await house.organizations.read(acme, as: ada).id == acme)
        #expect(try await house.tenants.read(TenantID(rawValue: "acme"), as: ada).organization == acme)
        let refused = ServiceError.forbidden(.missingRight(.readOrganizations))
        await house.expectRefusal(refused) { _ = try await $0.organizations.read(.standard, as: ada) }
        await house.expectRefusal(refused) { _ = try await $0.tenants.read(.standard, as: ada) }
        await house.expectRefusal(refused) { _ = try await $0.tenants.read(TenantID(rawValue: "missing"), as: ada) }
    }
}

extension TestHouse {
    func expectRefusal(
        _ expected: ServiceError, at location: SourceLocation = #_sourceLocation,
        _ act: @Sendable (TestHouse) async throws -> Void
    ) async {
        let problem = await problem(act)
        #expect(problem == expected, sourceLocation: location)
    }

    /// What the act throws; `nil` when it is let through.
    func problem(_ act: @Sendable (TestHouse) async throws -> Void) async -> ServiceError? {
        do {
            try await act(self)
            return nil
        } catch {
            return error as? ServiceError
        }
    }
}
