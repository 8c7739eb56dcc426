import IdentityCore
import Testing

extension StorageConformance {
    static let groupListPromises: [StoragePromise] = [
        StoragePromise("groups are listed by name, at a level, of an organization, and by a part of the name") {
            storage in
            let other = OrganizationID(rawValue: "other")
            try await storage.insert(
                Sample.group(1, "b"), Sample.group(2, "a", below: 1), Sample.group(3, "100%", below: 1),
                Sample.group(4, "a", of: other), Sample.group(5, "deep", below: 2))
            func numbers(_ query: GroupQuery) async throws -> [GroupID] {
                try await storage.groups { try $0.list(query).map(\.id) }
            }
            let below = GroupQuery.Level.below(Sample.groupID(1))
            for (query, wanted) in [
                (GroupQuery(limit: 9), [3, 2, 4, 1, 5]), (GroupQuery(limit: 2), [3, 2]), (GroupQuery(limit: 0), []),
                (GroupQuery(organization: other, limit: 9), [4]), (GroupQuery(level: .top, limit: 9), [4, 1]),
                (GroupQuery(organization: .standard, level: .top, limit: 9), [1]),
                (GroupQuery(level: below, limit: 9), [3, 2]),
                (GroupQuery(organization: other, level: below, limit: 9), []),
                (GroupQuery(search: "ee", limit: 9), [5]),
                (GroupQuery(search: "%", limit: 9), [3]),
            ] as [(GroupQuery, [UInt32])] {
                #expect(try await numbers(query) == wanted.map(Sample.groupID), "\(query)")
            }
        },
        StoragePromise("pages of groups visit each once, with equal names and while others come") { storage in
            let parents = (UInt32(1)...6).map { Sample.group($0, "p\($0)") }
            let children = (UInt32(7)...24).map { Sample.group($0, "n\($0 % 3)", below: ($0 - 7) / 3 + 1) }
            try await storage.insert(parents + children)
            for level in [GroupQuery.Level.all, .top, .below(Sample.groupID(1))] {
                for organization in [nil, OrganizationID.standard] {
                    var query = GroupQuery(organization: organization, level: level, limit: 4)
                    let everything = try await storage.groups {
                        try $0.list(GroupQuery(organization: organization, level: level, limit: 99)).map(\.id)
                    }
                    var visited: [GroupID] = []
                    while true {
                        let page = query
                        let found = try await storage.groups { try $0.list(page) }
                        guard let last = found.last, visited.count < 99 else { break }
                        visited += found.map(\.id)
                        query.after = GroupPosition(key: last.name.key, id: last.id)
                        let number = UInt32(1_000 + visited.count)
                        // Stands before everything, so it belongs to no later page.
                        try await storage.write { store in
                            if try store.groups.find(Sample.groupID(number)) == nil {
                                try store.groupWrites.insert(Sample.group(number, "!\(number)"))
                            }
                        }
                    }
                    #expect(visited == everything)
                    try await storage.write { store in
                        for group in try store.groups.list(GroupQuery(search: "!", limit: 99)) {
                            try store.groupWrites.remove(group.id)
                        }
                    }
                }
            }
        },
    ]
}
