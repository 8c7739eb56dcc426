import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct DenialTableTests {
    /// Reads are not asked again inside a transaction: a request that came in before the end may still be answered. The
    /// next one is not.
    private static let answeredFromTheRequest: Set<String> = [
        "UserService.read", "UserService.list", "SessionService.list", "SessionService.pages",
        "SessionService.whoAmI", "WorkspaceService.read", "WorkspaceService.list", "WorkspaceService.members",
        "WorkspaceService.forEach", "WorkspaceService.contents", "WorkspaceService.joined", "UserService.forEach",
        "UserService.readKnown",
        "WorkspaceService.defaultWorkspace", "ResourceService.read", "ResourceService.require",
        "ResourceService.versions", "ResourceService.list",
        "AuditService.search", "AuditService.head", "AuditService.verify",
        "AuthorizationService.allows", "AuthorizationService.decide", "AuthorizationService.explain",
        "AuthorizationService.dominates",
        "AuthorizationService.who", "AuthorizationService.matrix", "AccessKeyService.read", "AccessKeyService.list",
        "SecretService.list", "ImpersonationService.caller",
        "GroupService.read", "GroupService.list", "GroupService.members", "GroupService.groups", "RoleService.read",
        "RoleService.list", "RoleService.holders",
        "UserService.export", "UserService.activity", "UserService.activities", "OrganizationService.read",
        "OrganizationService.list", "TenantService.read", "TenantService.list", "ClientService.read",
        "ClientService.list", "TokenService.claims", "DocumentService.read", "DocumentService.find",
        "DocumentService.list",
        "DesiredStateService.plan", "DesiredStateService.export",
        "UserService.search", "UserService.count", "UserService.record", "UserService.password", "UserService.failures",
        "GroupService.node", "GroupService.search", "GroupService.branches", "GroupService.count",
        "GroupService.directMembers", "GroupService.directGroups", "RoleService.search", "RoleService.included",
        "RoleService.held", "RoleService.groups", "RoleService.directHolders", "ClientService.search",
        "DelegationService.require", "DelegationService.read", "DelegationService.list", "DelegationService.members",
        "DelegationService.group", "DelegationService.groups", "DelegationService.permissions",
        "DelegationService.resource", "DelegationService.resources",
        "InvitationService.read", "InvitationService.list", "SourceService.list", "SourceService.read",
        "SigningKeyService.list",
    ]

    @Test(arguments: Deed.all) func z13_isRefusedToWhoMayNot(_ deed: Deed) async throws {
        for kind in Deed.kinds {
            let directory = ScriptedDirectory()
            let house = try await TestHouse(sources: [directory.opened()], mail: KeptMail(), opening: directory)
            try await house.user("keeper", roles: [.superAdmin])
            let target = try await house.user("target")
            let session = try #require(try await house.signedIn("target").account?.session?.id)
            let caller = try await caller(kind, in: house)
            do {
                try await deed.act(house, caller, target, session)
                let isLate = kind == "ended" || kind == "disabled"
                let mayPass = deed.isAllowed.contains(kind) || isLate && Self.answeredFromTheRequest.contains(deed.name)
                #expect(mayPass, "\(kind) was let through")
            } catch {
                #expect(!deed.isAllowed.contains(kind), "\(kind) was refused: \(error)")
            }
        }
    }

    private func caller(_ kind: String, in house: TestHouse) async throws -> Caller {
        switch kind {
        case "anonymous": return Caller(.anonymous)
        case "operator": return TestHouse.operator
        case "foreign": return try await foreignAdministrator(in: house)
        case "narrow-key": return try await narrowKey(in: house)
        case "impersonated": return try await impersonatedAdministrator(in: house)
        case "ended", "disabled":
            // A super-admin whose request came in before the session or the account ended.
            let user = try await house.user("caller", roles: [.superAdmin])
            let caller = try await house.signedIn("caller")
            if kind == "ended" {
                try await house.sessions.signOut(as: caller)
            } else {
                var edit = EditUser()
                edit.isEnabled = false
                _ = try await house.users.edit(.id(user.id), edit, as: TestHouse.operator)
            }
            return caller
        default:
            try await house.user("caller", roles: [Role(rawValue: kind)])
            return try await house.signedIn("caller")
        }
    }

    private func foreignAdministrator(in house: TestHouse) async throws -> Caller {
        let place = OrganizationID(rawValue: "elsewhere"), now = house.clock.now()
        try await house.storage.write { store in
            try store.organizationWrites.insert(
                Organization(id: place, name: "Elsewhere", createdAt: now, updatedAt: now))
            try store.tenantWrites.insert(
                Tenant(
                    id: TenantID(rawValue: "elsewhere"), organization: place, name: "Elsewhere", createdAt: now,
                    updatedAt: now))
        }
        _ = try await house.users.create(
            CreateUser(
                login: "caller", organization: place, roles: [Role.orgAdmin.rawValue],
                credential: .password(Secret(TestHouse.password), temporary: false)), as: TestHouse.operator)
        return try await house.signedIn("caller")
    }

    private func narrowKey(in house: TestHouse) async throws -> Caller {
        let owner = try await house.user("caller", roles: [.superAdmin])
        let (token, prefix, digest) = house.keys.mint()
        let key = AccessKey(
            id: AccessKeyID(UUID()), owner: .user(owner.id), organization: .standard,
            name: try FoldedName("narrow", using: TestText()), prefix: prefix, digest: digest,
            scopes: [Permission(.keepOwnKeys)], createdAt: house.clock.now(), createdBy: owner.id)
        try await house.storage.write { try $0.accessKeyWrites.insert(key) }
        return try await house.sessions.caller(presenting: token, from: TestHouse.origin())
    }

    private func impersonatedAdministrator(in house: TestHouse) async throws -> Caller {
        let actor = try await house.user("actor", roles: [.superAdmin])
        let user = try await house.user("caller", roles: [.admin])
        let (token, digest) = house.tokens.mint(), now = house.clock.now()
        let session = Session(
            id: SessionID(UUID()), digest: digest, user: user.id, source: .local, createdAt: now,
            expiresAt: now.addingTimeInterval(600), address: nil, userAgent: nil,
            impersonation: Impersonation(impersonator: actor.id, reason: "test"))
        try await house.storage.write { try $0.sessionWrites.insert(session) }
        return try await house.sessions.caller(presenting: token, from: TestHouse.origin())
    }

    @Test func everyMethodThatTakesACallerStandsInTheTable() throws {
        let folder = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let sources = try FileManager.default.subpathsOfDirectory(atPath: "/\(folder)/Modules/Core/IdentityServices")
        var missing: [String] = []
        for file in sources where file.hasSuffix(".swift") && file.contains("Service") {
            let data = try #require(
                FileManager.default.contents(atPath: "/\(folder)/Modules/Core/IdentityServices/\(file)"))
            let service = file.split(separator: "/").last!.prefix { $0 != "+" && $0 != "." }
            let text = String(decoding: data, as: UTF8.self)
            for match in text.matches(of: /package func (\w+)\(([^)]|\([^)]*\))*as caller: Caller/) {
                let name = "\(service).\(match.1)"
                if !Deed.all.contains(where: { $0.name == name }) { missing.append(name) }
            }
        }
        #expect(missing.isEmpty)
    }
}
