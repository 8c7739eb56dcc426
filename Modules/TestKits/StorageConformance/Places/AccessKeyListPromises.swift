import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let accessKeyListPromises: [StoragePromise] = [
        StoragePromise("a removed key opens nothing, and its name and digest are free") { storage in
            try await storage.insert(Sample.globalKey(1), Sample.globalKey(2))
            try await storage.write { try $0.accessKeyWrites.remove(AccessKeyID(Sample.uuid(1))) }
            #expect(try await storage.read(.point) { try $0.accessKeys.find(Sample.digest(1)) } == nil)
            #expect(try await storage.read(.point) { try $0.accessKeys.find(Sample.digest(2)) } != nil)
            try await storage.insert(Sample.globalKey(1))
        },
        StoragePromise("a removed user's keys are gone with every digest; the other keys stay") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            var key = Sample.key(1, of: 1)
            key.previous = AccessKey.Previous(digest: Sample.digest(90), goodUntil: .distantFuture)
            let rotated = key
            try await storage.insert(rotated, Sample.key(2, of: 2), Sample.globalKey(3))
            try await storage.write { try $0.userWrites.remove(Sample.userID(1)) }
            try await storage.read(.point) { store throws in
                #expect(try store.accessKeys.find(rotated.id) == nil)
                #expect(try store.accessKeys.find(Sample.digest(1)) == nil)
                #expect(try store.accessKeys.find(Sample.digest(90)) == nil)
                #expect(try store.accessKeys.find(Sample.digest(2)) != nil)
                #expect(try store.accessKeys.find(Sample.digest(3)) != nil)
            }
        },
        StoragePromise("keys are listed by name, of one user, or the global ones; pages visit each once") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            var keys: [AccessKey] = []
            for number in UInt32(1)...24 {
                let name = "name\(number * 7 % 25)"
                switch number % 4 {
                case 0: keys.append(Sample.key(number, name, of: 1))
                case 1: keys.append(Sample.key(number, name, of: 2))
                case 2: keys.append(Sample.globalKey(number, name))
                default: keys.append(Sample.globalKey(number, name, in: Sample.elsewhere))
                }
            }
            let sameName = [
                Sample.globalKey(31, "tie"), Sample.globalKey(32, "tie", in: Sample.elsewhere),
                Sample.globalKey(30, "tie", in: OrganizationID(rawValue: "third")),
            ]
            let all = keys + sameName
            try await storage.write { store in
                for key in all { try store.accessKeyWrites.insert(key) }
            }
            let queries: [(AccessKeyQuery, (AccessKey) -> Bool)] = [
                (AccessKeyQuery(user: Sample.userID(1), limit: 2), { $0.owner == .user(Sample.userID(1)) }),
                (
                    AccessKeyQuery(user: Sample.userID(1), organization: Sample.elsewhere, limit: 2),
                    { $0.owner == .user(Sample.userID(1)) }
                ),
                (AccessKeyQuery(ofAnyUser: true, limit: 2), { $0.owner != .groups([]) }),
                (
                    AccessKeyQuery(ofAnyUser: true, organization: .standard, limit: 2), { $0.owner != .groups([]) }
                ),
                (AccessKeyQuery(limit: 2), { $0.owner == .groups([]) }),
                (
                    AccessKeyQuery(organization: .standard, limit: 2),
                    { $0.owner == .groups([]) && $0.organization == .standard }
                ),
            ]
            for (query, belongs) in queries {
                let visited: [AccessKey] = try await everyPage { last in
                    var next = query
                    next.after = last.map { AccessKeyPosition(key: $0.name.key, id: $0.id) }
                    let page = next
                    return try await storage.accessKeys(page)
                }
                let wanted = all.filter(belongs)
                    .sorted { ($0.name.key, $0.id) < ($1.name.key, $1.id) }
                #expect(!wanted.isEmpty && visited == wanted)
            }
            #expect(try await storage.accessKeys(AccessKeyQuery(limit: 0)).isEmpty)
        },
    ]
}
