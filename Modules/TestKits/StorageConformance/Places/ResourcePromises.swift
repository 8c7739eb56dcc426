import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let resourcePromises: [StoragePromise] = [
        StoragePromise("a resource is found by key and by number, as it was stored but for its number") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(Sample.workspace(1))
            let given = Resource(
                organization: Sample.elsewhere, type: "model", id: "M/1 é", number: 99, name: "One",
                owner: Sample.userID(1), workspace: Sample.workspaceID(1), createdAt: Sample.start,
                updatedAt: Sample.start.addingTimeInterval(1), version: 3)
            let stored = try await storage.insert(given)
            #expect(stored.number > 0 && stored.number != 99)
            #expect(stored.key == given.key && stored.name == "One" && stored.version == 3)
            #expect(stored.owner == given.owner && stored.workspace == given.workspace)
            #expect(stored.createdAt == given.createdAt && stored.updatedAt == given.updatedAt)
            let bare = try await storage.insert(Sample.resource("bare"))
            #expect(bare.owner == nil && bare.workspace == nil)
            try await storage.read(.point) { store throws in
                #expect(try store.resources.find(given.key) == stored)
                #expect(try store.resources.find(number: stored.number, type: "model") == stored)
                #expect(try store.resources.find(bare.key) == bare)
                #expect(try store.resources.find(number: stored.number, type: "pipeline") == nil)
                let others = [("model", "m/1 é"), ("model", "M/1 e\u{301}"), ("Model", "M/1 é")]
                for (type, id) in others {
                    let key = ResourceKey(organization: Sample.elsewhere, type: type, id: id)
                    #expect(try store.resources.find(key) == nil)
                }
            }
        },
        StoragePromise("a resource's id is given once for its type in an organization, exactly as written") { storage in
            for resource in [
                Sample.resource("m"), Sample.resource("M"), Sample.resource("m", type: "pipeline"),
                Sample.resource("m", in: Sample.elsewhere), Sample.resource("\u{E9}"), Sample.resource("e\u{301}"),
            ] {
                try await storage.insert(resource)
            }
            await storage.expectRefusal(.alreadyExists(.resource, field: "id")) {
                _ = try $0.resourceWrites.insert(Sample.resource("m"))
            }
        },
        StoragePromise("a resource's owner and workspace are there when it comes and when it changes") { storage in
            try await storage.insert(Sample.resource("m"))
            let refusals: [(ServiceError, UInt32?, UInt32?)] = [
                (.notFound(.user), 1, nil), (.notFound(.workspace), nil, 1),
            ]
            for (refusal, owner, workspace) in refusals {
                await storage.expectRefusal(refusal) {
                    _ = try $0.resourceWrites.insert(Sample.resource("n", owner: owner, workspace: workspace))
                }
                await storage.expectRefusal(refusal) {
                    try $0.resourceWrites.replace(Sample.resource("m", owner: owner, workspace: workspace))
                }
            }
        },
        StoragePromise("a replaced resource keeps its number and versions") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(Sample.workspace(1))
            let stored = try await storage.insert(Sample.resource("m"))
            var changed = Sample.resource("m", owner: 1, workspace: 1)
            changed.name = "renamed"
            changed.updatedAt = Sample.start.addingTimeInterval(9)
            changed.version = 2
            let given = changed
            try await storage.write { store in
                _ = try store.resourceWrites.addVersion("v1", to: stored.key, at: Sample.start)
                try store.resourceWrites.replace(given)
            }
            let found = try #require(try await storage.read(.point) { try $0.resources.find(stored.key) })
            #expect(found.number == stored.number && found.name == "renamed" && found.version == 2)
            #expect(found.owner == Sample.userID(1) && found.workspace == Sample.workspaceID(1))
            #expect(found.updatedAt == given.updatedAt)
            #expect(try await storage.versions(of: stored.key).map(\.id) == ["v1"])
        },
        StoragePromise("changing, removing or continuing a resource that is not there says notFound") {
            storage throws in
            let missing = ServiceError.notFound(.resource)
            let key = Sample.resource("m").key
            await storage.expectRefusal(missing) { try $0.resourceWrites.replace(Sample.resource("m")) }
            await storage.expectRefusal(missing) { try $0.resourceWrites.remove(key) }
            await storage.expectRefusal(missing) {
                _ = try $0.resourceWrites.addVersion("v1", to: key, at: Sample.start)
            }
            #expect(try await storage.versions(of: key).isEmpty)
        },
        StoragePromise("a resource's number rises within its type over all organizations and never comes again") {
            storage in
            let first = try await storage.insert(Sample.resource("a"))
            let second = try await storage.insert(Sample.resource("b", in: Sample.elsewhere))
            let pipeline = try await storage.insert(Sample.resource("a", type: "pipeline"))
            #expect(first.number < second.number)
            try await storage.write { store in
                for resource in [first, second, pipeline] { try store.resourceWrites.remove(resource.key) }
            }
            await storage.expectRefusal(.conflict(.lastAdministrator)) { store in
                _ = try store.resourceWrites.insert(Sample.resource("c"))
                throw ServiceError.conflict(.lastAdministrator)
            }
            #expect(try await storage.resources(ResourceQuery(limit: 9)).isEmpty)
            #expect(try await storage.insert(Sample.resource("a")).number > second.number)
            #expect(try await storage.insert(Sample.resource("a", type: "pipeline")).number > pipeline.number)
        },
        StoragePromise("a removed user's resources stay without an owner") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            let resource = try await storage.insert(Sample.resource("m", owner: 1))
            try await storage.insert(Sample.resource("n", owner: 2))
            try await storage.write { try $0.userWrites.remove(Sample.userID(1)) }
            let found = try #require(try await storage.read(.point) { try $0.resources.find(resource.key) })
            #expect(found.owner == nil && found.number == resource.number)
            #expect(try await storage.resources(ResourceQuery(owner: Sample.userID(1), limit: 9)).isEmpty)
            #expect(try await storage.resources(ResourceQuery(owner: Sample.userID(2), limit: 9)).count == 1)
        },
    ]
}

extension Storage {
    @discardableResult
    func insert(_ resource: Resource) async throws -> Resource {
        try await write { try $0.resourceWrites.insert(resource) }
    }

    func resources(_ query: ResourceQuery) async throws -> [Resource] {
        try await read(.scan) { try $0.resources.list(query) }
    }

    func versions(of key: ResourceKey, after number: Int? = nil, limit: Int = 99) async throws -> [ResourceVersion] {
        try await read(.scan) { try $0.resources.versions(of: key, after: number, limit: limit) }
    }
}
