import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let oneTimeCodePromises: [StoragePromise] = [
        StoragePromise("a code is found by its digest for its own purpose only, and taken once") { storage in
            try await storage.insert(Sample.user(1))
            let code = Sample.code(11, of: 1)
            try await storage.put(code)
            try await storage.read(.point) { store throws in
                #expect(try store.codes.find(code.digest, for: .passwordReset) == code)
                #expect(try store.codes.find(code.digest, for: .invitation) == nil)
                #expect(try store.codes.find(Sample.digest(12), for: .passwordReset) == nil)
                #expect(try store.codes.find(TokenDigest(bytes: []), for: .passwordReset) == nil)
                #expect(try store.codes.find(of: code.user, for: .passwordReset) == code)
                #expect(try store.codes.find(of: code.user, for: .invitation) == nil)
            }
            func take(_ purpose: OneTimeCode.Purpose) async throws -> OneTimeCode? {
                try await storage.write { try $0.codeWrites.take(code.digest, for: purpose) }
            }
            #expect(try await take(.invitation) == nil)
            #expect(try await take(.passwordReset) == code)
            #expect(try await take(.passwordReset) == nil)
        },
        StoragePromise("a new code takes the place of the user's earlier one of that purpose, and of no other") {
            storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            try await storage.put(Sample.code(11, of: 1), Sample.code(12, of: 1, for: .invitation))
            try await storage.put(Sample.code(21, of: 2), Sample.code(13, of: 1, lasts: 99))
            try await storage.read(.point) { store throws in
                #expect(try store.codes.find(Sample.digest(11), for: .passwordReset) == nil)
                #expect(
                    try store.codes.find(Sample.digest(13), for: .passwordReset) == Sample.code(13, of: 1, lasts: 99))
                #expect(try store.codes.find(Sample.digest(12), for: .invitation) != nil)
                #expect(try store.codes.find(Sample.digest(21), for: .passwordReset) != nil)
            }
        },
        StoragePromise("a code's digest is given once, and nobody without an account has a code") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            try await storage.put(Sample.code(11, of: 1))
            let taken = ServiceError.alreadyExists(.code, field: "digest")
            await storage.expectRefusal(taken) { try $0.codeWrites.put(Sample.code(11, of: 2)) }
            await storage.expectRefusal(taken) { try $0.codeWrites.put(Sample.code(11, of: 1, for: .invitation)) }
            await storage.expectRefusal(.notFound(.user)) { try $0.codeWrites.put(Sample.code(12, of: 3)) }
        },
        StoragePromise("codes go with their user, at once when told, and when their time is over") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2), Sample.user(3))
            try await storage.put(
                Sample.code(11, of: 1), Sample.code(21, of: 2), Sample.code(22, of: 2, for: .invitation),
                Sample.code(31, of: 3, lasts: 10), Sample.code(32, of: 3, for: .invitation, lasts: 20))
            try await storage.write { store in
                try store.userWrites.remove(Sample.userID(1))
                try store.codeWrites.removeAll(of: Sample.userID(2))
            }
            try await storage.read(.point) { store throws in
                for number in [UInt32(11), 21] {
                    #expect(try store.codes.find(Sample.digest(number), for: .passwordReset) == nil)
                }
                #expect(try store.codes.find(Sample.digest(22), for: .invitation) == nil)
            }
            func prune(_ limit: Int, after seconds: TimeInterval) async throws -> Int {
                try await storage.write {
                    try $0.codeWrites.removeExpired(before: Sample.start.addingTimeInterval(seconds), limit: limit)
                }
            }
            // Its time ends at the moment, not before it.
            #expect(try await prune(9, after: 10) == 0)
            #expect(try await prune(0, after: 30) == 0)
            #expect(try await prune(1, after: 30) == 1)
            try await storage.read(.point) { store throws in
                #expect(try store.codes.find(Sample.digest(31), for: .passwordReset) == nil)
                #expect(try store.codes.find(Sample.digest(32), for: .invitation) != nil)
            }
            #expect(try await prune(9, after: 30) == 1)
        },
    ]
}

extension Storage {
    func put(_ codes: OneTimeCode...) async throws {
        try await write { store in
            for code in codes { try store.codeWrites.put(code) }
        }
    }
}
