import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let auditPromises: [StoragePromise] = [
        StoragePromise("audit entries are read back as written, whoever acted") { storage in
            let actors: [AuditActor] = [
                .user(Sample.userID(1), login: "Anna"), .operator("root"), .system, .anonymous,
            ]
            let entries = actors.map { actor in
                AuditEntry(
                    at: Sample.start, actor: actor, action: .userEdited,
                    object: AuditObject(kind: .user, id: "1", name: "Anna"), outcome: .refused, detail: "email",
                    address: "192.0.2.7", requestID: "r1")
            }
            let inAnothersName = AuditEntry(
                at: Sample.start, actor: actors[0], subject: AuditSubject(Sample.userID(2), login: "Berta"),
                organization: .standard, action: .signedOut, object: nil)
            let bare = AuditEntry(at: Sample.start, actor: .system, action: .serverInitialized, object: nil)
            let nameless = AuditEntry(
                at: Sample.start, actor: .system, action: .sessionEnded, object: AuditObject(kind: .session, id: "s"))
            try await storage.write { store in
                for entry in entries + [inAnothersName, bare, nameless] { try store.auditWrites.append(entry) }
            }
            #expect(try await storage.audit().map(\.entry) == (entries + [inAnothersName, bare, nameless]).reversed())
        },
        StoragePromise("every kind of act can be recorded") { storage in
            try await storage.write { store in
                for action in AuditAction.allCases { try store.auditWrites.append(Sample.fact(action)) }
            }
            #expect(try await storage.audit().map(\.entry.action) == AuditAction.allCases.reversed())
        },
        StoragePromise("audit records come newest first, page by page") { storage in
            try await storage.write { store in
                for number in 1...7 { try store.auditWrites.append(Sample.fact(detail: "\(number)")) }
            }
            #expect(try await storage.audit(limit: 3).map(\.sequence) == [7, 6, 5])
            #expect(try await storage.audit(before: 5, limit: 3).map(\.sequence) == [4, 3, 2])
            #expect(try await storage.audit(before: 2, limit: 3).map(\.sequence) == [1])
            for end in [1, 0, -5, Int64.min] {
                #expect(try await storage.audit(before: end, limit: 3).isEmpty)
            }
            #expect(try await storage.audit(before: .max, limit: 1).map(\.sequence) == [7])
            #expect(try await storage.audit(limit: 0).isEmpty)
        },
        StoragePromise("audit sequences have no gap, although writes between them failed") { storage throws in
            await withTaskGroup { group in
                for number in UInt32(1)...60 {
                    group.addTask {
                        try? await storage.write { store in
                            try store.auditWrites.append(Sample.fact(detail: "\(number)"))
                            if number % 3 == 0 { throw ServiceError.conflict(.lastAdministrator) }
                        }
                    }
                }
            }
            #expect(try await storage.audit().map(\.sequence) == (1...40).reversed())
        },
        StoragePromise("a commit that was answered stands before a later one in the audit") { storage in
            for number in 1...5 {
                try await storage.write { try $0.auditWrites.append(Sample.fact(detail: "\(number)")) }
            }
            #expect(try await storage.audit().map(\.entry.detail) == ["5", "4", "3", "2", "1"])
        },
        StoragePromise("audit records outlive the user whom they speak of") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.write { store in
                let id = Sample.userID(1)
                try store.auditWrites.append(
                    AuditEntry(
                        at: Sample.start, actor: .user(id, login: "user1"), action: .userDeleted,
                        object: AuditObject(kind: .user, id: id.description, name: "user1")))
                try store.userWrites.remove(id)
            }
            let record = try #require(try await storage.audit().first)
            #expect(record.entry.actor == .user(Sample.userID(1), login: "user1"))
            #expect(record.entry.object?.name == "user1")
        },
    ]
}
