import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let workspacePromises: [StoragePromise] = [
        StoragePromise("a workspace is found by id, number and name, as it was stored but for its number") { storage in
            let given = Workspace(
                id: Sample.workspaceID(1), number: 99, organization: Sample.elsewhere, name: "Lab-1", isArchived: true,
                createdBy: Sample.userID(5), createdAt: Sample.start, updatedAt: Sample.start.addingTimeInterval(1),
                version: 3)
            let stored = try await storage.write { try $0.workspaceWrites.insert(given) }
            let wanted = Workspace(
                id: given.id, number: stored.number, organization: given.organization, name: "Lab-1", isArchived: true,
                createdBy: given.createdBy, createdAt: given.createdAt, updatedAt: given.updatedAt, version: 3)
            #expect(stored == wanted)
            #expect(stored.number > 0 && stored.number != 99)
            try await storage.read(.point) { store throws in
                #expect(try store.workspaces.find(given.id) == wanted)
                #expect(try store.workspaces.find(number: stored.number) == wanted)
                #expect(try store.workspaces.find(name: "lAB-1", of: Sample.elsewhere) == wanted)
                #expect(try store.workspaces.find(name: "lab-1", of: .standard) == nil)
                #expect(try store.workspaces.find(name: "lab", of: Sample.elsewhere) == nil)
                #expect(try store.workspaces.find(number: 99) == nil)
                #expect(try store.workspaces.find(Sample.workspaceID(2)) == nil)
            }
        },
        StoragePromise("a workspace's name is unique in its organization whatever the letter case") { storage in
            try await storage.insert(Sample.workspace(1, "lab"), Sample.workspace(2, "hall"))
            try await storage.insert(Sample.workspace(3, "lab", in: Sample.elsewhere))
            let taken = ServiceError.alreadyExists(.workspace, field: "name")
            await storage.expectRefusal(taken) { _ = try $0.workspaceWrites.insert(Sample.workspace(4, "LAB")) }
            await storage.expectRefusal(taken) { try $0.workspaceWrites.replace(Sample.workspace(2, "Lab")) }
            await storage.expectRefusal(.alreadyExists(.workspace, field: "id")) {
                _ = try $0.workspaceWrites.insert(Sample.workspace(1, "other"))
            }
            try await storage.write { try $0.workspaceWrites.replace(Sample.workspace(1, "LAB")) }
            let found = try await storage.read(.point) { try $0.workspaces.find(name: "lab", of: .standard) }
            #expect(found?.name == "LAB")
        },
        StoragePromise("a replaced workspace keeps its number, and its earlier name is free") { storage in
            let stored = try await storage.write { try $0.workspaceWrites.insert(Sample.workspace(1, "lab")) }
            let changed = Workspace(
                id: stored.id, number: stored.number + 5, organization: stored.organization, name: "hall",
                isArchived: true, createdBy: nil, createdAt: stored.createdAt,
                updatedAt: Sample.start.addingTimeInterval(9), version: 2)
            try await storage.write { try $0.workspaceWrites.replace(changed) }
            let found = try #require(try await storage.read(.point) { try $0.workspaces.find(stored.id) })
            #expect(found.number == stored.number && found.name == "hall" && found.isArchived)
            #expect(found.updatedAt == changed.updatedAt && found.version == 2)
            try await storage.insert(Sample.workspace(2, "lab"))
        },
        StoragePromise("changing or removing a workspace that is not there says notFound") { storage in
            let missing = ServiceError.notFound(.workspace)
            await storage.expectRefusal(missing) { try $0.workspaceWrites.replace(Sample.workspace(1)) }
            await storage.expectRefusal(missing) { try $0.workspaceWrites.remove(Sample.workspaceID(1)) }
        },
        StoragePromise("a workspace's number is never given again: not after removal, not after a failed write") {
            storage in
            try await storage.insert(Sample.workspace(1), Sample.workspace(2), Sample.workspace(3))
            let before = try await storage.workspaces(WorkspaceQuery(limit: 9)).map(\.number)
            #expect(before == before.sorted() && Set(before).count == 3)
            try await storage.write { store in
                for number: UInt32 in 1...3 { try store.workspaceWrites.remove(Sample.workspaceID(number)) }
            }
            await storage.expectRefusal(.conflict(.lastAdministrator)) { store in
                _ = try store.workspaceWrites.insert(Sample.workspace(4))
                throw ServiceError.conflict(.lastAdministrator)
            }
            #expect(try await storage.workspaces(WorkspaceQuery(limit: 9)).isEmpty)
            let next = try await storage.write { try $0.workspaceWrites.insert(Sample.workspace(5)) }
            #expect(next.number > (before.max() ?? .max))
        },
        StoragePromise("workspaces made at once, some in vain, have numbers of their own") { storage in
            let numbers = try await withThrowingTaskGroup(of: Int64?.self) { group in
                for number in UInt32(1)...40 {
                    group.addTask {
                        try? await storage.write { store in
                            let stored = try store.workspaceWrites.insert(Sample.workspace(number))
                            if number % 3 == 0 { throw ServiceError.conflict(.lastAdministrator) }
                            return stored.number
                        }
                    }
                }
                return try await group.reduce(into: [Int64]()) { if let number = $1 { $0.append(number) } }
            }
            let listed = try await storage.workspaces(WorkspaceQuery(limit: 99)).map(\.number)
            #expect(listed.count == 27 && listed == numbers.sorted())
        },
        StoragePromise("a workspace goes with its memberships, and not while resources are in it") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(Sample.workspace(1), Sample.workspace(2))
            try await storage.write { store in
                try store.workspaceWrites.put(Sample.member(1, of: 1))
                try store.workspaceWrites.put(Sample.member(1, of: 2))
                _ = try store.resourceWrites.insert(Sample.resource("m", workspace: 1))
            }
            await storage.expectRefusal(.conflict(.notEmpty(.resource))) {
                try $0.workspaceWrites.remove(Sample.workspaceID(1))
            }
            try await storage.write { store in
                try store.resourceWrites.remove(Sample.resource("m").key)
                try store.workspaceWrites.remove(Sample.workspaceID(1))
            }
            try await storage.read(.point) { store throws in
                #expect(try store.workspaces.find(Sample.workspaceID(1)) == nil)
                #expect(try store.workspaces.memberships(of: Sample.userID(1)) == [Sample.member(1, of: 2)])
                #expect(try store.workspaces.members(of: Sample.workspaceID(1), after: nil, limit: 9).isEmpty)
            }
        },
    ]
}

extension Storage {
    func insert(_ workspaces: Workspace...) async throws {
        try await write { store in
            for workspace in workspaces { _ = try store.workspaceWrites.insert(workspace) }
        }
    }

    func workspaces(_ query: WorkspaceQuery) async throws -> [Workspace] {
        try await read(.scan) { try $0.workspaces.list(query) }
    }
}
