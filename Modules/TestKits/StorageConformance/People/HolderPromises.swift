import IdentityCore
import Testing

extension StorageConformance {
    static let holderPromises: [StoragePromise] = [
        StoragePromise("holders of roles, members of groups and those named come by login, each once") { storage in
            let rare = Role(rawValue: "rare")
            try await storage.insert(
                (UInt32(1)...40).map { number in
                    Sample.user(
                        number, "login\(number * 7 % 41)", enabled: number != 4,
                        roles: number <= 5 ? [.member, rare] : number <= 8 ? [.auditor] : [.member])
                })
            try await storage.insert(Sample.group(1), Sample.group(2))
            try await storage.add([5, 9, 10, 11, 12, 13], to: 1)
            try await storage.add([12, 13, 14], to: 2)
            let groups = Set([1, 2].map(Sample.groupID))
            func check(_ query: HolderQuery, _ wanted: [UInt32]) async throws {
                for limit in [1, 4, 50] {
                    var page = query
                    page.limit = limit
                    let visited = try await storage.pages { position in
                        page.after = position
                        let next = page
                        return try await storage.read(.scan) { try $0.users.list(next) }
                    }
                    #expect(visited.map(\.id).sorted() == wanted.map(Sample.userID), "\(query)")
                    let keys = visited.map(\.login.key)
                    #expect(keys == keys.sorted(), "\(query)")
                }
            }
            func query(_ roles: Set<Role>, _ groups: Set<GroupID> = [], _ users: Set<UInt32> = []) -> HolderQuery {
                HolderQuery(roles: roles, groups: groups, users: Set(users.map(Sample.userID)), limit: 9)
            }
            try await check(query([rare]), Array(1...5))
            try await check(query([rare, .auditor, Role(rawValue: "none")]), Array(1...8))
            try await check(query([], groups), [5] + Array(9...14))
            try await check(query([], [], [2, 40, 99]), [2, 40])
            try await check(query([rare], groups, [2, 9, 40]), Array(1...5) + Array(9...14) + [40])
            try await check(query([.member]), Array(1...5) + Array(9...40))
            try await check(query([.member], groups, [7]), Array(1...5) + [7] + Array(9...40))
            try await check(query([]), [])
        },
        StoragePromise("of more than 2,000 holders of a role every page is complete") { storage in
            let common = Role(rawValue: "common")
            try await storage.insert((UInt32(1)...2_100).map { Sample.user($0, roles: [common]) })
            try await storage.insert(Sample.user(3_000))
            let visited = try await storage.pages { position in
                let page = HolderQuery(roles: [common], groups: [], users: [], after: position, limit: 700)
                return try await storage.read(.scan) { try $0.users.list(page) }
            }
            #expect(visited.count == 2_100)
            let listed = try await storage.pages { position in
                try await storage.list(UserQuery(role: common, after: position, limit: 700))
            }
            #expect(listed.map(\.id) == visited.map(\.id))
        },
        StoragePromise("what a write that failed did to groups, roles and documents is undone") { storage in
            try await storage.insert(Sample.user(1, roles: [Role(rawValue: "operator")]))
            try await storage.insert(Sample.group(1))
            try await storage.insert(Sample.role("operator"))
            try await storage.add([1], to: 1)
            await storage.expectRefusal(.conflict(.lastAdministrator)) { store in
                try store.groupWrites.insert(Sample.group(2, below: 1))
                _ = try store.groupWrites.removeMember(Sample.userID(1), from: Sample.groupID(1))
                try store.roleWrites.remove(Role(rawValue: "operator"))
                try store.organizationWrites.insert(Sample.organization("acme"))
                try store.documentWrites.put(Sample.document(.group(Sample.groupID(1))))
                throw ServiceError.conflict(.lastAdministrator)
            }
            try await storage.read(.point) { store throws in
                #expect(try store.groups.count() == 1)
                #expect(try store.groups.memberships(of: Sample.userID(1)).count == 1)
                #expect(try store.users.require(.id(Sample.userID(1))).roles == [Role(rawValue: "operator")])
                #expect(try store.roles.find(Role(rawValue: "operator")) != nil)
                #expect(try store.organizations.list(after: nil, limit: 9).count == 1)
                #expect(try store.documents.list(of: .group(Sample.groupID(1))).isEmpty)
            }
        },
    ]
}
