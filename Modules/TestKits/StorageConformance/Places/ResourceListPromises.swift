import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let resourceListPromises: [StoragePromise] = [
        StoragePromise("resources are listed by type and number, and pages visit each once, however narrowed") {
            storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            try await storage.insert(Sample.workspace(1), Sample.workspace(2))
            let types = ["model", "Model", "pipeline"]
            for number in UInt32(1)...36 {
                try await storage.insert(
                    Sample.resource(
                        "r\(number)", type: types[Int(number % 3)], in: number % 4 == 0 ? Sample.elsewhere : .standard,
                        owner: number % 5 == 0 ? nil : number % 2 + 1, workspace: number % 7 == 0 ? nil : number % 2 + 1
                    ))
            }
            let all = try await storage.resources(ResourceQuery(limit: 99))
            #expect(all.count == 36 && Set(all.map(\.id)).count == 36)
            #expect(all.map(\.type) == ["Model", "model", "pipeline"].flatMap { [String](repeating: $0, count: 12) })
            for bits in 0..<16 {
                let narrowed = ResourceQuery(
                    organization: bits & 1 == 0 ? nil : .standard, type: bits & 2 == 0 ? nil : "model",
                    workspace: bits & 4 == 0 ? nil : Sample.workspaceID(1),
                    owner: bits & 8 == 0 ? nil : Sample.userID(1), limit: 2)
                let visited: [Resource] = try await everyPage { last in
                    var query = narrowed
                    query.after = last.map { ResourcePosition($0) }
                    let page = query
                    return try await storage.resources(page)
                }
                let wanted = all.filter { resource in
                    (narrowed.organization == nil || resource.organization == narrowed.organization)
                        && (narrowed.type == nil || resource.type == narrowed.type)
                        && (narrowed.workspace == nil || resource.workspace == narrowed.workspace)
                        && (narrowed.owner == nil || resource.owner == narrowed.owner)
                }
                #expect(!wanted.isEmpty && visited == wanted)
            }
            #expect(try await storage.resources(ResourceQuery(limit: 0)).isEmpty)
        },
        StoragePromise("a position of another type is before or behind all resources of the type asked for") {
            storage in
            try await storage.insert(Sample.resource("m"))
            func count(after type: String) async throws -> Int {
                let position = ResourcePosition(type: type, number: 500)
                let page = try await storage.resources(ResourceQuery(type: "model", after: position, limit: 9))
                return page.count
            }
            #expect(try await count(after: "a") == 1)
            #expect(try await count(after: "model") == 0)
            #expect(try await count(after: "z") == 0)
        },
        StoragePromise("versions are numbered from 1 without gaps, and listed so, page by page") { storage in
            let resource = try await storage.insert(Sample.resource("m"))
            let other = try await storage.insert(Sample.resource("n"))
            let ids = ["x", "b", "B", "a", "\u{E9}", "e\u{301}", "7"]
            for (index, id) in ids.enumerated() {
                let moment = Sample.start.addingTimeInterval(Double(index))
                let version = try await storage.write {
                    try $0.resourceWrites.addVersion(id, to: resource.key, at: moment)
                }
                #expect(version == ResourceVersion(number: index + 1, id: id, createdAt: moment))
            }
            try await storage.write { _ = try $0.resourceWrites.addVersion("x", to: other.key, at: Sample.start) }
            let visited: [ResourceVersion] = try await everyPage { last in
                try await storage.versions(of: resource.key, after: last?.number, limit: 3)
            }
            #expect(visited.map(\.number) == Array(1...7))
            #expect(visited.map { Array($0.id.utf8) } == ids.map { Array($0.utf8) })
            #expect(visited.last?.createdAt == Sample.start.addingTimeInterval(6))
            #expect(try await storage.versions(of: other.key).map(\.number) == [1])
            #expect(try await storage.versions(of: resource.key, limit: 0).isEmpty)
        },
        StoragePromise("a version's id is given once within its resource, and a refused one takes no number") {
            storage in
            let resource = try await storage.insert(Sample.resource("m"))
            func add(_ id: String) async throws -> Int {
                let version = try await storage.write {
                    try $0.resourceWrites.addVersion(id, to: resource.key, at: Sample.start)
                }
                return version.number
            }
            #expect(try await add("v1") == 1)
            await storage.expectRefusal(.alreadyExists(.resource, field: "version")) {
                _ = try $0.resourceWrites.addVersion("v1", to: resource.key, at: Sample.start)
            }
            #expect(try await add("v2") == 2)
        },
        StoragePromise("a resource goes with its versions, and one made anew begins without any") { storage in
            let resource = try await storage.insert(Sample.resource("m"))
            try await storage.write { store in
                _ = try store.resourceWrites.addVersion("v1", to: resource.key, at: Sample.start)
                try store.resourceWrites.remove(resource.key)
            }
            #expect(try await storage.read(.point) { try $0.resources.find(resource.key) } == nil)
            try await storage.insert(Sample.resource("m"))
            #expect(try await storage.versions(of: resource.key).isEmpty)
            let version = try await storage.write {
                try $0.resourceWrites.addVersion("v1", to: resource.key, at: Sample.start)
            }
            #expect(version.number == 1)
        },
    ]
}
