import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let sessionEndPromises: [StoragePromise] = [
        StoragePromise("a session ends once, and its digest is worth nothing afterwards") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(Sample.session(11, of: 1), Sample.session(12, of: 1))
            let id = SessionID(Sample.uuid(11))
            #expect(try await storage.write { try $0.sessionWrites.remove(id) })
            #expect(try await storage.write { try $0.sessionWrites.remove(id) } == false)
            try await storage.read(.point) { store throws in
                #expect(try store.sessions.find(Sample.digest(11)) == nil)
                #expect(try store.sessions.find(Sample.digest(12)) != nil)
            }
        },
        StoragePromise("all sessions that a user opened end but the one excepted, and nobody else's") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            try await storage.insert(
                Sample.session(11, of: 1), Sample.session(12, of: 1), Sample.session(13, of: 1),
                Sample.session(21, of: 2))
            let kept = SessionID(Sample.uuid(12))
            let ended = try await storage.write {
                try $0.sessionWrites.removeAll(of: Sample.userID(1), except: kept)
            }
            #expect(ended == 2)
            let left = try await storage.sessions(SessionQuery(limit: 9)).map(\.id.rawValue)
            #expect(Set(left) == [Sample.uuid(12), Sample.uuid(21)])
            let asAnother = Session(
                id: SessionID(Sample.uuid(22)), digest: Sample.digest(22), user: Sample.userID(2), source: .local,
                createdAt: Sample.start, expiresAt: Sample.start.addingTimeInterval(60), address: nil, userAgent: nil,
                impersonation: Impersonation(impersonator: Sample.userID(1), reason: "ticket 7"))
            try await storage.insert(asAnother)
            let rest = try await storage.write { try $0.sessionWrites.removeAll(of: Sample.userID(1), except: nil) }
            #expect(rest == 2)
            #expect(try await storage.sessions(SessionQuery(limit: 9)).map(\.id.rawValue) == [Sample.uuid(21)])
        },
        StoragePromise("expired sessions are pruned up to a limit, and a living one never") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(
                Sample.session(1, of: 1, lasts: 10), Sample.session(2, of: 1, lasts: 20),
                Sample.session(3, of: 1, lasts: 30), Sample.session(4, of: 1, lasts: 40))
            let moment = Sample.start.addingTimeInterval(40)
            func prune(_ limit: Int) async throws -> Int {
                try await storage.write { try $0.sessionWrites.removeExpired(before: moment, limit: limit) }
            }
            #expect(try await prune(0) == 0)
            #expect(try await prune(2) == 2)
            #expect(try await prune(2) == 1)
            #expect(try await prune(2) == 0)
            // Its time ends at the moment, not before it.
            #expect(try await storage.sessions(SessionQuery(limit: 9)).map(\.id.rawValue) == [Sample.uuid(4)])
        },
    ]
}
