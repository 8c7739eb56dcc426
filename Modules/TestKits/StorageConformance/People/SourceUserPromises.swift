import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    private static let corp = SourceID(rawValue: "corp")

    /// What bringing in the people of a source asks of many users at once.
    static let sourceUserPromises: [StoragePromise] = [
        StoragePromise("a user is read back with the time of leaving the source, and without it after the return") {
            storage in
            var user = Sample.user(1, enabled: false, source: corp, externalID: "e1")
            user.withdrawnAt = Sample.start.addingTimeInterval(7)
            try await storage.insert(user)
            #expect(try await storage.find(.id(user.id)) == user)
            // With and without another change that an index would hold.
            user.withdrawnAt = nil
            let known = user
            try await storage.write { try $0.userWrites.replace(known) }
            #expect(try await storage.find(.id(user.id))?.withdrawnAt == nil)
            user.isEnabled = true
            user.withdrawnAt = Sample.start
            let changed = user
            try await storage.write { try $0.userWrites.replace(changed) }
            #expect(try await storage.find(.id(user.id)) == changed)
        },
        StoragePromise("the users of a source come by external id, byte by byte, page by page, each once") { storage in
            let ids = ["b", "B", "a", "e\u{301}", "\u{E9}", "aa", "", "z"]
            for (number, id) in ids.enumerated() {
                try await storage.insert(Sample.user(UInt32(number), source: corp, externalID: id))
            }
            try await storage.insert(
                Sample.user(20, source: corp), Sample.user(21, externalID: "a"),
                Sample.user(22, source: SourceID(rawValue: "other"), externalID: "b"))
            let wanted = ["", "B", "a", "aa", "b", "e\u{301}", "z", "\u{E9}"].map { Array($0.utf8) }
            for limit in [1, 3, 8, 20] {
                var query = SourceUserQuery(of: corp, limit: limit), visited: [String] = []
                while visited.count < 20 {
                    let asked = query
                    let page = try await storage.read(.scan) { try $0.users.list(asked) }
                    #expect(page.count <= limit && page.allSatisfy { $0.source == corp })
                    guard let last = page.last else { break }
                    visited += page.compactMap(\.externalID)
                    query.after = last.externalID
                }
                #expect(visited.map { Array($0.utf8) } == wanted)
            }
            #expect(try await storage.read(.scan) { try $0.users.list(SourceUserQuery(of: corp, limit: 0)) }.isEmpty)
            #expect(try await storage.read(.scan) { try $0.users.count(of: corp) } == ids.count)
            #expect(try await storage.read(.scan) { try $0.users.count(of: SourceID(rawValue: "none")) } == 0)
        },
        StoragePromise("many users are found by what one source calls them, exactly as written") { storage in
            try await storage.insert(
                Sample.user(1, source: corp, externalID: "e"), Sample.user(2, source: corp, externalID: "E"),
                Sample.user(3, externalID: "e"), Sample.user(4, source: corp, externalID: "\u{E9}"),
                Sample.user(5, source: corp, externalID: "e\u{301}"), Sample.user(6, source: corp))
            let found = try await storage.read(.point) {
                try $0.users.find(externalIDs: ["e", "e\u{301}", "none", "'", "\""], of: corp)
            }
            #expect(Set(found.map(\.id)) == [Sample.userID(1), Sample.userID(5)])
            #expect(try await storage.read(.point) { try $0.users.find(externalIDs: [], of: corp) }.isEmpty)
        },
        StoragePromise("many users are found by login or mail address at once, each once") { storage in
            try await storage.insert(
                Sample.user(1, "Anna", email: "anna@example.org"), Sample.user(2, "bert", email: "anna"),
                Sample.user(3, "carl@example.org", email: "carl@example.org"), Sample.user(4, "dora"))
            let keys: Set<String> = ["anna", "carl@example.org", "nobody", ""]
            let found = try await storage.read(.point) { try $0.users.find(keys: keys) }
            #expect(found.map(\.id).sorted() == [1, 2, 3].map(Sample.userID))
            #expect(try await storage.read(.point) { try $0.users.find(keys: []) }.isEmpty)
        },
        StoragePromise("the memberships of many users are told in one question") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2), Sample.user(3))
            try await storage.insert(Sample.group(1), Sample.group(2))
            try await storage.write { store in
                for (user, group, origin) in [
                    (1, 1, .assigned), (1, 2, .mapped), (2, 2, .mapped),
                ] as [(UInt32, UInt32, MembershipOrigin)] {
                    _ = try store.groupWrites.addMember(
                        Sample.userID(user), to: Sample.groupID(group), origin: origin)
                }
            }
            let asked = Set([1, 3].map { Sample.userID($0) })
            let found = try await storage.groups { try $0.memberships(of: asked) }
            #expect(found == [Sample.userID(1): [Sample.groupID(1): .assigned, Sample.groupID(2): .mapped]])
            #expect(try await storage.groups { try $0.memberships(of: Set<UserID>()) }.isEmpty)
            let order: [UInt32] = [3, 1, 2, 1, 4]
            let groups = try await storage.groups { try $0.groups(of: order.map { Sample.userID($0) }) }
            let expected: [[UInt32]] = [[], [1, 2], [2], [1, 2], []]
            #expect(groups.map { $0.sorted() } == expected.map { $0.map { Sample.groupID($0) } })
        },
    ]
}
