import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let sessionPromises: [StoragePromise] = [
        StoragePromise("a session is found by digest and by id, as it was stored") { storage in
            try await storage.insert(Sample.user(1))
            let session = Sample.session(11, of: 1)
            let bare = Session(
                id: SessionID(Sample.uuid(12)), digest: Sample.digest(12), user: Sample.userID(1), source: .local,
                createdAt: Sample.start, expiresAt: Sample.start, address: nil, userAgent: nil)
            try await storage.insert(session, bare)
            try await storage.read(.point) { store throws in
                #expect(try store.sessions.find(session.digest) == session)
                #expect(try store.sessions.find(session.id) == session)
                #expect(try store.sessions.find(bare.digest) == bare)
                #expect(try store.sessions.find(Sample.digest(13)) == nil)
                #expect(try store.sessions.find(SessionID(Sample.uuid(13))) == nil)
                #expect(try store.sessions.find(TokenDigest(bytes: [])) == nil)
            }
        },
        StoragePromise("open sessions are counted by user, those whose time is over left out") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(Sample.user(2))
            try await storage.insert(Sample.user(4))
            try await storage.insert(Sample.session(11, of: 1), Sample.session(12, of: 1, lasts: 60))
            try await storage.insert(Sample.session(14, of: 4, lasts: 60))
            let late = Sample.start.addingTimeInterval(60), users = [1, 2, 3].map { Sample.userID($0) }
            try await storage.read(.point) { store throws in
                #expect(try store.sessions.countOpen(of: users, at: Sample.start) == [Sample.userID(1): 2])
                #expect(try store.sessions.countOpen(of: users, at: late) == [Sample.userID(1): 1])
                #expect(try store.sessions.countOpen(of: [], at: late).isEmpty)
                let mixed = [5, 4, 2, 1, 3].map { Sample.userID($0) }
                let expected = [Sample.userID(1): 2, Sample.userID(4): 1]
                #expect(try store.sessions.countOpen(of: mixed, at: Sample.start) == expected)
                #expect(try store.sessions.countOpen(of: [2, 3].map { Sample.userID($0) }, at: Sample.start).isEmpty)
            }
        },
        StoragePromise("nobody without an account has a session") { storage in
            await storage.expectRefusal(.notFound(.user)) { try $0.sessionWrites.insert(Sample.session(11, of: 1)) }
        },
        StoragePromise("a session's id and digest are given once") { storage in
            try await storage.insert(Sample.user(1))
            let session = Sample.session(11, of: 1)
            try await storage.insert(session)
            func other(id: UInt32, digest: UInt32) -> Session {
                Session(
                    id: SessionID(Sample.uuid(id)), digest: Sample.digest(digest), user: session.user, source: .local,
                    createdAt: Sample.start, expiresAt: Sample.start, address: nil, userAgent: nil)
            }
            let sameID = other(id: 11, digest: 12)
            let sameDigest = other(id: 12, digest: 11)
            await storage.expectRefusal(.alreadyExists(.session, field: "id")) {
                try $0.sessionWrites.insert(sameID)
            }
            await storage.expectRefusal(.alreadyExists(.session, field: "digest")) {
                try $0.sessionWrites.insert(sameDigest)
            }
        },
        StoragePromise("sessions are listed newest first, and pages visit each once, also with ties") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            let sessions = (UInt32(1)...17).map { number in
                Sample.session(
                    number * 5 % 17 + 1, of: number % 2 + 1,
                    createdAt: Sample.start.addingTimeInterval(Double(number % 4)))
            }
            try await storage.write { store in
                for session in sessions { try store.sessionWrites.insert(session) }
            }
            for user in [nil, Sample.userID(1)] {
                var query = SessionQuery(user: user, limit: 3)
                var visited: [Session] = []
                while let last = try await storage.sessions(query).last, visited.count <= 17 {
                    visited += try await storage.sessions(query)
                    query.after = SessionPosition(createdAt: last.createdAt, id: last.id)
                }
                let wanted = sessions.filter { user == nil || $0.user == user }
                #expect(visited.count == wanted.count)
                #expect(Set(visited) == Set(wanted))
                #expect(zip(visited, visited.dropFirst()).allSatisfy { $0.createdAt >= $1.createdAt })
            }
            #expect(try await storage.sessions(SessionQuery(limit: 0)).isEmpty)
        },
    ]
}
