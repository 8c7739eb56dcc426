import IdentityCore
import Testing

extension StorageConformance {
    static let membershipPromises: [StoragePromise] = [
        StoragePromise("a membership is made and ended once, and an assigned one stays assigned") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(Sample.group(1), Sample.group(2))
            let user = Sample.userID(1)
            func add(_ group: UInt32, _ origin: MembershipOrigin) async throws -> Bool {
                try await storage.write {
                    try $0.groupWrites.addMember(user, to: Sample.groupID(group), origin: origin)
                }
            }
            #expect(try await add(1, .assigned))
            #expect(try await add(1, .mapped) == false)
            #expect(try await add(2, .mapped))
            #expect(
                try await storage.groups { try $0.memberships(of: user) }
                    == [Sample.groupID(1): .assigned, Sample.groupID(2): .mapped])
            #expect(try await add(2, .assigned) == false)
            #expect(try await storage.groups { try $0.memberships(of: user)[Sample.groupID(2)] } == .assigned)
            for wanted in [true, false] {
                let was = try await storage.write { try $0.groupWrites.removeMember(user, from: Sample.groupID(1)) }
                #expect(was == wanted)
            }
            #expect(try await storage.groups { Array(try $0.memberships(of: user).keys) } == [Sample.groupID(2)])
        },
        StoragePromise("a membership needs both the user and the group") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(Sample.group(1))
            await storage.expectRefusal(.notFound(.user)) {
                _ = try $0.groupWrites.addMember(Sample.userID(9), to: Sample.groupID(1), origin: .assigned)
            }
            await storage.expectRefusal(.notFound(.group)) {
                _ = try $0.groupWrites.addMember(Sample.userID(1), to: Sample.groupID(9), origin: .assigned)
            }
        },
        StoragePromise("memberships end with the user, and with the group, which takes its documents along") {
            storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            try await storage.insert(Sample.group(1), Sample.group(2))
            for group: UInt32 in [1, 2] { try await storage.add([1, 2], to: group) }
            try await storage.write { store in
                try store.documentWrites.put(Sample.document(.group(Sample.groupID(1))))
                try store.documentWrites.put(Sample.document(.group(Sample.groupID(2))))
                try store.userWrites.remove(Sample.userID(1))
                try store.groupWrites.remove(Sample.groupID(1))
            }
            #expect(try await storage.allMembers(of: 2, by: 9).map(\.id) == [Sample.userID(2)])
            #expect(try await storage.allMembers(of: 1, by: 9).isEmpty)
            try await storage.read(.point) { store throws in
                #expect(try store.groups.memberships(of: Sample.userID(1)).isEmpty)
                #expect(try store.groups.memberships(of: Sample.userID(2)) == [Sample.groupID(2): .assigned])
                #expect(try store.documents.list(of: .group(Sample.groupID(1))).isEmpty)
                #expect(try store.documents.list(of: .group(Sample.groupID(2))).count == 1)
            }
        },
        StoragePromise("members come by login, page by page, each once, also from the groups below") { storage in
            try await storage.insert((1...40).map { Sample.user($0, "login\($0 * 7 % 41)") })
            try await storage.insert(Sample.group(1), Sample.group(2, below: 1), Sample.group(3, below: 2))
            try await storage.add(Array(1...20), to: 1)
            try await storage.add(Array(10...30), to: 2)
            try await storage.add(Array(25...35), to: 3)
            for limit in [1, 3, 7, 50] {
                for (below, wanted) in [(false, 1...20), (true, 1...35)] as [(Bool, ClosedRange<UInt32>)] {
                    let visited = try await storage.allMembers(of: 1, includesBelow: below, by: limit)
                    #expect(visited.count == wanted.count)
                    #expect(Set(visited.map(\.id)) == Set(wanted.map(Sample.userID)))
                    let keys = visited.map(\.login.key)
                    #expect(keys == keys.sorted())
                }
            }
            let none = try await storage.groups { try $0.members(MemberQuery(group: Sample.groupID(1), limit: 0)) }
            #expect(none.isEmpty)
        },
        StoragePromise("no member is lost or seen twice while others come, go and change their login") { storage in
            try await storage.insert((10...39).map { Sample.user($0) })
            try await storage.insert(Sample.group(1))
            try await storage.add(Array(10...39), to: 1)
            var query = MemberQuery(group: Sample.groupID(1), limit: 4)
            var visited: [UserID] = []
            var number: UInt32 = 100
            while visited.count < 99 {
                let page = query
                let found = try await storage.groups { try $0.members(page) }
                guard let last = found.last else { break }
                visited += found.map(\.id)
                query.after = last.position(in: UserSort())
                // Before the position, so not on a later page; one of those seen goes and comes again as another.
                number += 1
                let newcomer = Sample.user(number, "aaa\(number)")
                var renamed = found[0]
                renamed.login = Sample.login("aab\(number)")
                let seen = renamed
                try await storage.write { store in
                    try store.userWrites.insert(newcomer)
                    _ = try store.groupWrites.addMember(newcomer.id, to: Sample.groupID(1), origin: .assigned)
                    try store.userWrites.replace(seen)
                    try store.userWrites.remove(last.id)
                }
            }
            #expect(visited == (10...39).map(Sample.userID))
            let logins = try await storage.allMembers(of: 1, by: 5).map(\.login.key)
            #expect(logins == logins.sorted())
            #expect(Set(logins).count == logins.count && logins.contains("aab101") && !logins.contains("user10"))
        },
    ]
}
