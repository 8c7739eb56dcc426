import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let passwordPromises: [StoragePromise] = [
        StoragePromise("a password is read back as stored, and a later one takes its place") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.write { try $0.passwordWrites.put(Sample.password(of: 1)) }
            let first = try await storage.read(.point) { try $0.passwords.find(of: Sample.userID(1)) }
            #expect(first == Sample.password(of: 1))
            let second = PasswordCredential(
                user: Sample.userID(1), hash: PasswordHash(encoded: "$argon2id$two"),
                changedAt: Sample.start.addingTimeInterval(9))
            try await storage.write { try $0.passwordWrites.put(second) }
            let found = try await storage.read(.point) { try $0.passwords.find(of: Sample.userID(1)) }
            #expect(found == second)
            #expect(found?.hash.encoded == "$argon2id$two")
        },
        StoragePromise("a password keeps the moment at which it ends, and a later one without end has none") {
            storage in
            try await storage.insert(Sample.user(1))
            var temporary = Sample.password(of: 1)
            temporary.validUntil = Sample.start.addingTimeInterval(72 * 3_600)
            for wanted in [temporary, Sample.password(of: 1)] {
                try await storage.write { try $0.passwordWrites.put(wanted) }
                let found = try await storage.read(.point) { try $0.passwords.find(of: Sample.userID(1)) }
                #expect(found == wanted)
            }
        },
        StoragePromise("nobody without an account has a password") { storage in
            await storage.expectRefusal(.notFound(.user)) { try $0.passwordWrites.put(Sample.password(of: 1)) }
        },
        StoragePromise("removing a password that is not there does nothing") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.write { store in
                try store.passwordWrites.remove(of: Sample.userID(1))
                try store.passwordWrites.put(Sample.password(of: 1))
                try store.passwordWrites.remove(of: Sample.userID(1))
                try store.passwordWrites.remove(of: Sample.userID(2))
            }
            let found = try await storage.read(.point) { try $0.passwords.find(of: Sample.userID(1)) }
            #expect(found == nil)
        },
        StoragePromise("replacing a user keeps the password and the sessions") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(Sample.session(11, of: 1))
            try await storage.write { store in
                try store.passwordWrites.put(Sample.password(of: 1))
                try store.userWrites.replace(Sample.user(1, "renamed"))
            }
            try await storage.read(.point) { store throws in
                #expect(try store.passwords.find(of: Sample.userID(1)) != nil)
                #expect(try store.sessions.find(Sample.digest(11)) != nil)
            }
        },
    ]
}
