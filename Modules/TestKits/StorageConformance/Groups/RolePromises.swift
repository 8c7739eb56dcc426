import IdentityCore
import Testing

extension StorageConformance {
    static let rolePromises: [StoragePromise] = [
        StoragePromise("a role is read back as it was stored, and replaced") { storage in
            var role = Sample.role("operator", of: "sdk")
            try await storage.insert(role, Sample.role("operator"))
            role.about = "changed"
            role.reach = .server
            role.permissions = []
            role.version = 2
            let changed = role
            try await storage.write { try $0.roleWrites.replace(changed) }
            try await storage.read(.point) { store throws in
                #expect(try store.roles.find(changed.role) == changed)
                #expect(try store.roles.find(Role(rawValue: "operator")) == Sample.role("operator"))
                #expect(try store.roles.find(Role(rawValue: "none")) == nil)
                let asked: Set<Role> = [changed.role, Role(rawValue: "none"), Role(rawValue: "operator")]
                #expect(
                    Set(try store.roles.closure(of: asked).map(\.role))
                        == asked.subtracting([Role(rawValue: "none")]))
                #expect(try store.roles.closure(of: []).isEmpty)
            }
        },
        StoragePromise("a role's name is given once in the realm and once for a client, whatever the case") { storage in
            try await storage.insert(Sample.role("Operator"), Sample.role("operator", of: "sdk"))
            let taken = ServiceError.alreadyExists(.role, field: "name")
            await storage.expectRefusal(taken) { try $0.roleWrites.insert(Sample.role("Operator")) }
            await storage.expectRefusal(taken) { try $0.roleWrites.insert(Sample.role("OPERATOR")) }
            await storage.expectRefusal(taken) { try $0.roleWrites.insert(Sample.role("OPERATOR", of: "sdk")) }
            await storage.expectRefusal(.notFound(.role)) { try $0.roleWrites.replace(Sample.role("none")) }
            await storage.expectRefusal(.notFound(.role)) { try $0.roleWrites.remove(Role(rawValue: "none")) }
            await storage.expectRefusal(.notFound(.role)) { try $0.roleWrites.remove(.member) }
        },
        StoragePromise("roles are listed by name: of the realm, of one client, or all") { storage in
            try await storage.insert(
                Sample.role("c"), Sample.role("a"), Sample.role("z"), Sample.role("z", of: "sdk"),
                Sample.role("y", of: "sdk"))
            func names(_ scope: RoleScope, _ after: String? = nil, _ limit: Int = 9) async throws -> [String] {
                try await storage.read(.scan) {
                    try $0.roles.list(scope, after: after.map(Role.init(rawValue:)), limit: limit).map(\.role.rawValue)
                }
            }
            let sdk = RoleScope.client(ClientID(rawValue: "sdk"))
            #expect(try await names(.realm) == ["a", "c", "z"])
            #expect(try await names(.realm, "a", 1) == ["c"])
            #expect(try await names(sdk) == ["sdk/y", "sdk/z"])
            #expect(try await names(sdk, "sdk/y") == ["sdk/z"])
            #expect(try await names(.client(ClientID(rawValue: "other"))).isEmpty)
            #expect(try await names(.all) == ["a", "c", "sdk/y", "sdk/z", "z"])
            #expect(try await names(.all, "c", 2) == ["sdk/y", "sdk/z"])
            #expect(try await names(.realm, nil, 0).isEmpty)
        },
        StoragePromise("a removed role is taken from every user and group, whose versions move") { storage in
            let gone = Role(rawValue: "operator")
            let alike = Role(rawValue: "operator2")
            try await storage.insert(Sample.role("operator"), Sample.role("operator2"))
            try await storage.insert(
                Sample.user(1, roles: [.member, gone]), Sample.user(2, enabled: false, roles: [gone]),
                Sample.user(3, roles: [alike]), Sample.user(4, roles: [.admin, gone, alike]), Sample.user(5))
            try await storage.insert(
                Sample.group(1, roles: [gone]), Sample.group(2, roles: [gone, alike], permissions: [Permission("x")]),
                Sample.group(3, roles: [alike]))
            try await storage.write { store in
                _ = try store.users.require(.id(Sample.userID(1)))
                try store.roleWrites.remove(gone)
                #expect(try store.users.require(.id(Sample.userID(1))).roles == [.member])
            }
            try await storage.read(.point) { store throws in
                func user(_ number: UInt32) throws -> User { try store.users.require(.id(Sample.userID(number))) }
                func group(_ number: UInt32) throws -> Group { try store.groups.require(Sample.groupID(number)) }
                #expect(try store.roles.find(gone) == nil)
                #expect(
                    try (1...5).map { try user($0).roles } == [[.member], [], [alike], [.admin, alike], [.member]])
                #expect(try (1...5).map { try user($0).version } == [2, 2, 1, 2, 1])
                #expect(try (1...3).map { try group($0).roles } == [[], [alike], [alike]])
                #expect(try (1...3).map { try group($0).version } == [2, 2, 1])
                #expect(try store.groups.granting(holding: nil, of: nil).map(\.id) == [2, 3].map(Sample.groupID))
                #expect(try store.users.list(UserQuery(role: gone, limit: 9)).isEmpty)
                #expect(try store.users.countEnabled(holding: alike, except: nil) == 2)
            }
        },
        StoragePromise("the closure of roles holds what they include, through circles too, each once") { storage in
            func role(_ name: String, _ includes: String...) -> RoleDefinition {
                var definition = Sample.role(name)
                definition.includes = Set(includes.map(Role.init(rawValue:)))
                return definition
            }
            let top = role("top", "left", "ri\"ght", "auditor")
            try await storage.insert(
                top, role("left", "bottom"), role("ri\"ght", "bottom", "none"), role("bottom", "top"), role("other"))
            func closure(_ names: String...) async throws -> [String] {
                try await storage.read(.point) {
                    try $0.roles.closure(of: Set(names.map(Role.init(rawValue:)))).map(\.role.rawValue)
                }
            }
            #expect(try await closure("left") == ["bottom", "left", "ri\"ght", "top"])
            #expect(try await closure("other", "none") == ["other"])
            #expect(try await storage.read(.point) { try $0.roles.find(top.role) } == top)
        },
        StoragePromise("a removed role leaves the roles that include it, whose versions move, and its documents") {
            storage in
            var holder = Sample.role("holder")
            holder.includes = [Role(rawValue: "gone"), Role(rawValue: "stays")]
            let including = holder, gone = Role(rawValue: "gone")
            try await storage.insert(including, Sample.role("gone"), Sample.role("stays"))
            try await storage.write { store in
                try store.documentWrites.put(
                    Document(owner: .role(gone), name: .annotation(of: "test"), text: "{}"))
                try store.roleWrites.remove(gone)
            }
            try await storage.read(.point) { store throws in
                let left = try store.roles.find(including.role)
                #expect(left?.includes == [Role(rawValue: "stays")])
                #expect(left?.version == 2)
                #expect(try store.roles.find(Role(rawValue: "stays"))?.version == 1)
                #expect(try store.documents.list(of: .role(gone)).isEmpty)
            }
        },
    ]
}
