import IdentityCore
import Testing

extension StorageConformance {
    static let lineagePromises: [StoragePromise] = [
        StoragePromise("a lineage holds groups and those above them, each once") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(
                Sample.group(1), Sample.group(2, below: 1), Sample.group(3, below: 2), Sample.group(4, below: 1),
                Sample.group(5))
            try await storage.add([1], to: 3)
            try await storage.add([1], to: 4)
            try await storage.groups { groups throws in
                func above(_ numbers: Set<UInt32>) throws -> [GroupID] {
                    try groups.lineage(of: Set(numbers.map(Sample.groupID))).map(\.id).sorted()
                }
                #expect(try above([3, 4]) == [1, 2, 3, 4].map(Sample.groupID))
                #expect(try above([5, 99]) == [Sample.groupID(5)])
                #expect(try above([]).isEmpty)
                #expect(
                    try groups.lineage(of: Sample.userID(1)).groups.map(\.id).sorted()
                        == [1, 2, 3, 4].map(Sample.groupID))
                #expect(try groups.lineage(of: Sample.userID(9)).groups.isEmpty)
                #expect(
                    try groups.lineage(of: Sample.userID(1)).direct == groups.memberships(of: Sample.userID(1)))
            }
        },
        StoragePromise("a lineage downwards holds what stands below, up to a limit") { storage in
            try await storage.insert(
                Sample.group(1), Sample.group(2, below: 1), Sample.group(3, below: 2), Sample.group(4, below: 1),
                Sample.group(5))
            try await storage.groups { groups throws in
                func below(_ numbers: Set<UInt32>, _ limit: Int = 99) throws -> Set<GroupID> {
                    try groups.lineage(below: Set(numbers.map(Sample.groupID)), limit: limit)
                }
                #expect(try below([1]) == Set([1, 2, 3, 4].map(Sample.groupID)))
                #expect(try below([2, 5]) == Set([2, 3, 5].map(Sample.groupID)))
                #expect(try below([1], 2).count == 2)
                #expect(try below([1], 0).isEmpty)
                #expect(try below([]).isEmpty && below([99]).isEmpty)
            }
        },
        StoragePromise("a cycle of groups ends every lineage") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(Sample.group(1), Sample.group(2, below: 1), Sample.group(3, below: 2))
            try await storage.add([1], to: 3)
            try await storage.write { store in
                try store.groupWrites.replace(Sample.group(1, below: 3))
                try store.groupWrites.insert(Sample.group(4))
                try store.groupWrites.replace(Sample.group(4, below: 4))
            }
            let circle = Set([1, 2, 3].map(Sample.groupID))
            try await storage.groups { groups throws in
                #expect(Set(try groups.lineage(of: Sample.userID(1)).groups.map(\.id)) == circle)
                #expect(Set(try groups.lineage(of: [Sample.groupID(2)]).map(\.id)) == circle)
                #expect(try groups.lineage(below: [Sample.groupID(2)], limit: 99) == circle)
                #expect(try groups.lineage(of: [Sample.groupID(4)]).map(\.id) == [Sample.groupID(4)])
                let query = MemberQuery(group: Sample.groupID(1), includesBelow: true, limit: 9)
                #expect(try groups.members(query).map(\.id) == [Sample.userID(1)])
            }
            // One that stands only above itself can go.
            try await storage.write { try $0.groupWrites.remove(Sample.groupID(4)) }
            #expect(try await storage.groups { try $0.find(Sample.groupID(4)) } == nil)
        },
        StoragePromise("a chain of 10,000 groups is walked to both ends") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert((UInt32(1)...10_000).map { Sample.group($0, below: $0 == 1 ? nil : $0 - 1) })
            try await storage.add([1], to: 10_000)
            try await storage.groups { groups throws in
                #expect(try groups.lineage(of: Sample.userID(1)).groups.count == 10_000)
                #expect(try groups.lineage(below: [Sample.groupID(1)], limit: 20_000).count == 10_000)
                let query = MemberQuery(group: Sample.groupID(1), includesBelow: true, limit: 9)
                #expect(try groups.members(query).count == 1)
            }
        },
        StoragePromise("the lineage of a user in 200 groups is complete") { storage in
            try await storage.insert(Sample.user(1))
            let tops = (UInt32(1)...20).map { Sample.group($0) }
            try await storage.insert(tops + (UInt32(21)...2_020).map { Sample.group($0, below: $0 % 20 + 1) })
            try await storage.write { store in
                for number in UInt32(21)...220 {
                    let group = Sample.groupID(number)
                    _ = try store.groupWrites.addMember(Sample.userID(1), to: group, origin: .mapped)
                }
            }
            let found = try await storage.groups { try $0.lineage(of: Sample.userID(1)).groups.map(\.id) }
            #expect(Set(found) == Set((UInt32(1)...220).map(Sample.groupID)))
            #expect(found.count == 220)
        },
    ]
}
