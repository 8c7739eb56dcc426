import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let signingKeyPromises: [StoragePromise] = [
        StoragePromise("a signing key is read back byte for byte, and changes only in what signs and until when") {
            storage in
            let key = Sample.signingKey("a", .es256)
            try await storage.put(key)
            try await storage.read(.point) { store throws in
                #expect(try store.signingKeys.find(key.id) == key)
                #expect(try store.signingKeys.find(SigningKeyID(rawValue: "A")) == nil)
                #expect(try store.signingKeys.current() == key)
            }
            let end = Sample.start.addingTimeInterval(60)
            let other = SigningKey(
                id: key.id, algorithm: .rs256, publicKey: [9], sealed: nil, createdAt: end, verifiesUntil: end)
            #expect(try await storage.write { try $0.signingKeyWrites.replace(other) })
            try await storage.read(.point) { store throws in
                #expect(try store.signingKeys.find(key.id) == key.verifying(until: end))
                #expect(try store.signingKeys.current() == nil)
            }
            await storage.expectRefusal(.notFound(.signingKey)) {
                _ = try $0.signingKeyWrites.replace(Sample.signingKey("b"))
            }
        },
        StoragePromise("at most one key signs, and an id is given once") { storage in
            let first = Sample.signingKey("a")
            try await storage.put(first)
            await storage.expectRefusal(.alreadyExists(.signingKey, field: "id")) {
                _ = try $0.signingKeyWrites.insert(first)
            }
            let taken = ServiceError.alreadyExists(.signingKey, field: "current")
            await storage.expectRefusal(taken) { _ = try $0.signingKeyWrites.insert(Sample.signingKey("b")) }
            try await storage.write { store in
                _ = try store.signingKeyWrites.replace(first.verifying(until: Sample.start))
                _ = try store.signingKeyWrites.insert(Sample.signingKey("b"))
            }
            await storage.expectRefusal(taken) { _ = try $0.signingKeyWrites.replace(first) }
            #expect(try await storage.read(.point) { try $0.signingKeys.current() } == Sample.signingKey("b"))
        },
        StoragePromise("of keys that come at once one becomes the current") { storage in
            let taken = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask { (try? await storage.put(Sample.signingKey("k\(number)"))) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(taken == 1)
            let listed = try await storage.read(.scan) { try $0.signingKeys.list() }
            #expect(listed.count == 1)
        },
        StoragePromise("keys are listed with the current one first, then by their end, the latest first") { storage in
            try await storage.write { store in
                for (id, seconds) in [("a", 10.0), ("d", 30), ("c", 30), ("b", 20)] {
                    let key = Sample.signingKey(id).verifying(until: Sample.start.addingTimeInterval(seconds))
                    _ = try store.signingKeyWrites.insert(key)
                }
                _ = try store.signingKeyWrites.insert(Sample.signingKey("z"))
            }
            let listed = try await storage.read(.scan) { try $0.signingKeys.list() }
            #expect(listed.map(\.id.rawValue) == ["z", "c", "d", "b", "a"])
        },
        StoragePromise("a signing key that is sealed under a key which is not admitted is not stored") { storage in
            try await storage.write { try $0.sealedItemWrites.admit(only: SealingKeyID(rawValue: "new")) }
            let late = Sample.signingKey("a", under: "old")
            #expect(try await storage.write { try $0.signingKeyWrites.insert(late) } == false)
            #expect(try await storage.read(.point) { try $0.signingKeys.find(late.id) } == nil)
            let good = Sample.signingKey("a", under: "new")
            try await storage.put(good)
            let back = Sample.signingKey("a", under: "old")
            #expect(try await storage.write { try $0.signingKeyWrites.replace(back) } == false)
            #expect(try await storage.read(.point) { try $0.signingKeys.current() } == good)
            // What signs no more is sealed under nothing.
            let ended = good.verifying(until: Sample.start)
            #expect(try await storage.write { try $0.signingKeyWrites.replace(ended) })
        },
    ]
}

extension Storage {
    func put(_ key: SigningKey) async throws {
        try await write { store in try #require(try store.signingKeyWrites.insert(key)) }
    }
}

extension Sample {
    static func signingKey(
        _ id: String, _ algorithm: SigningAlgorithm = .rs256, under key: String = "first"
    ) -> SigningKey {
        SigningKey(
            id: SigningKeyID(rawValue: id), algorithm: algorithm, publicKey: (0...255).map { UInt8($0) },
            sealed: SealedSecret(
                key: SealingKeyID(rawValue: key), nonce: Array(0..<12), box: [UInt8](repeating: 7, count: 40)),
            createdAt: start)
    }
}
