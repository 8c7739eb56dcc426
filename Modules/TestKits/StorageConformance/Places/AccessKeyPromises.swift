import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let accessKeyPromises: [StoragePromise] = [
        StoragePromise("an access key is found by id and by its present or previous digest, as it was stored") {
            storage in
            try await storage.insert(Sample.user(1))
            var key = Sample.key(1, "Deploy", of: 1)
            key.about = "for the robot"
            key.previous = AccessKey.Previous(
                digest: Sample.digest(90), goodUntil: Sample.start.addingTimeInterval(60))
            key.scopes = [
                Permission("users", action: "read"), Permission("model", id: "m/1:b é*"), Permission("model", id: "*x"),
            ]
            key.expiresAt = Sample.start.addingTimeInterval(3_600)
            key.lastUsedAt = Sample.start.addingTimeInterval(1)
            let full = key
            let groups: Set<GroupID> = [GroupID(Sample.uuid(7)), GroupID(Sample.uuid(8))]
            let global = Sample.globalKey(2, in: Sample.elsewhere, groups: groups)
            var scopeless = Sample.globalKey(3)
            scopeless.scopes = []
            let empty = scopeless
            try await storage.insert(full, global, empty)
            try await storage.read(.point) { store throws in
                for key in [full, global, empty] {
                    #expect(try store.accessKeys.find(key.id) == key)
                    #expect(try store.accessKeys.find(key.digest) == key)
                }
                #expect(try store.accessKeys.find(Sample.digest(90)) == full)
                #expect(try store.accessKeys.find(full.id)?.name.display == "Deploy")
                #expect(try store.accessKeys.find(Sample.digest(91)) == nil)
                #expect(try store.accessKeys.find(TokenDigest(bytes: [])) == nil)
                #expect(try store.accessKeys.find(AccessKeyID(Sample.uuid(4))) == nil)
            }
        },
        StoragePromise("groups and roles of a global key change; a user's key stays that user's") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            try await storage.insert(Sample.key(1, of: 1), Sample.globalKey(2))
            let groups: Set<GroupID> = [GroupID(Sample.uuid(7))]
            try await storage.write { store in
                var global = try #require(try store.accessKeys.find(AccessKeyID(Sample.uuid(2))))
                global.owner = .groups(groups)
                global.roles = [.admin, .reader]
                try store.accessKeyWrites.replace(global)
                var own = try #require(try store.accessKeys.find(AccessKeyID(Sample.uuid(1))))
                own.owner = .user(Sample.userID(2))
                try store.accessKeyWrites.replace(own)
            }
            try await storage.read(.point) { store throws in
                let global = try #require(try store.accessKeys.find(AccessKeyID(Sample.uuid(2))))
                #expect(global.owner == .groups(groups) && global.roles == [.admin, .reader])
                #expect(try store.accessKeys.find(AccessKeyID(Sample.uuid(1)))?.owner == .user(Sample.userID(1)))
            }
        },
        StoragePromise("a rotated key is found by both digests, not by the one before them, and knows who rotated it") {
            storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(Sample.key(1, of: 1))
            for (digest, before): (UInt32, UInt32) in [(51, 1), (52, 51)] {
                try await storage.write { store in
                    var key = try #require(try store.accessKeys.find(AccessKeyID(Sample.uuid(1))))
                    key.digest = Sample.digest(digest)
                    key.previous = AccessKey.Previous(digest: Sample.digest(before), goodUntil: Sample.start)
                    key.createdBy = Sample.userID(1)
                    try store.accessKeyWrites.replace(key)
                }
            }
            try await storage.read(.point) { store throws in
                #expect(try store.accessKeys.find(Sample.digest(52))?.createdBy == Sample.userID(1))
                #expect(try store.accessKeys.find(Sample.digest(51)) != nil)
                #expect(try store.accessKeys.find(Sample.digest(1)) == nil)
            }
        },
        StoragePromise("a key's name is unique for its owner whatever the letter case, and free for another") {
            storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            try await storage.insert(
                Sample.key(1, "ci", of: 1), Sample.key(2, "ci", of: 2), Sample.globalKey(3, "ci"),
                Sample.globalKey(4, "ci", in: Sample.elsewhere), Sample.key(5, "cd", of: 1), Sample.globalKey(6, "cd"))
            let taken = ServiceError.alreadyExists(.accessKey, field: "name")
            await storage.expectRefusal(taken) { try $0.accessKeyWrites.insert(Sample.key(7, "CI", of: 1)) }
            await storage.expectRefusal(taken) { try $0.accessKeyWrites.insert(Sample.globalKey(7, "CI")) }
            await storage.expectRefusal(taken) { try $0.accessKeyWrites.replace(Sample.key(5, "CI", of: 1)) }
            await storage.expectRefusal(taken) { try $0.accessKeyWrites.replace(Sample.globalKey(6, "CI")) }
            try await storage.write { try $0.accessKeyWrites.replace(Sample.key(1, "CI", of: 1)) }
        },
        StoragePromise("a key's id and digests are given once") { storage in
            var first = Sample.globalKey(1)
            first.previous = AccessKey.Previous(digest: Sample.digest(90), goodUntil: Sample.start)
            try await storage.insert(first)
            await storage.expectRefusal(.alreadyExists(.accessKey, field: "id")) {
                var key = Sample.globalKey(1, "other")
                key.digest = Sample.digest(2)
                try $0.accessKeyWrites.insert(key)
            }
            let taken = ServiceError.alreadyExists(.accessKey, field: "digest")
            await storage.expectRefusal(taken) {
                var key = Sample.globalKey(2)
                key.digest = Sample.digest(1)
                try $0.accessKeyWrites.insert(key)
            }
            await storage.expectRefusal(taken) {
                var key = Sample.globalKey(2)
                key.previous = AccessKey.Previous(digest: Sample.digest(90), goodUntil: Sample.start)
                try $0.accessKeyWrites.insert(key)
            }
        },
        StoragePromise("nobody without an account has an access key; a key that is not there can't be changed") {
            storage in
            await storage.expectRefusal(.notFound(.user)) { try $0.accessKeyWrites.insert(Sample.key(1, of: 1)) }
            await storage.expectRefusal(.notFound(.accessKey)) { try $0.accessKeyWrites.replace(Sample.globalKey(1)) }
            await storage.expectRefusal(.notFound(.accessKey)) {
                try $0.accessKeyWrites.remove(AccessKeyID(Sample.uuid(1)))
            }
        },
        StoragePromise("a use is noted on the key and nowhere else, and on a key that is gone not at all") { storage in
            try await storage.insert(Sample.globalKey(1), Sample.globalKey(2))
            let moment = Sample.start.addingTimeInterval(77)
            try await storage.write { store in
                try store.accessKeyWrites.touch(AccessKeyID(Sample.uuid(1)), at: moment)
                try store.accessKeyWrites.touch(AccessKeyID(Sample.uuid(3)), at: moment)
            }
            var used = Sample.globalKey(1)
            used.lastUsedAt = moment
            #expect(try await storage.accessKeys(AccessKeyQuery(limit: 9)) == [used, Sample.globalKey(2)])
        },
    ]
}

extension Storage {
    func insert(_ keys: AccessKey...) async throws {
        try await write { store in
            for key in keys { try store.accessKeyWrites.insert(key) }
        }
    }

    func accessKeys(_ query: AccessKeyQuery) async throws -> [AccessKey] {
        try await read(.scan) { try $0.accessKeys.list(query) }
    }
}
