import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    private static func entry(
        day: Int, by actor: UInt32, as subject: UInt32? = nil, _ action: AuditAction, on object: String = "1",
        _ outcome: AuditOutcome = .success, in organization: OrganizationID? = nil
    ) -> AuditEntry {
        AuditEntry(
            at: Sample.start.addingTimeInterval(Double(day) * 86_400), actor: .user(Sample.userID(actor), login: "u"),
            subject: subject.map { AuditSubject(Sample.userID($0), login: "s") }, organization: organization,
            action: action, object: AuditObject(kind: action == .signedOut ? .session : .user, id: object),
            outcome: outcome)
    }

    /// The clock is set back after the fourth.
    private static let diary = [
        entry(day: 0, by: 1, .userCreated), entry(day: 1, by: 2, .userEdited, on: "2"),
        entry(day: 2, by: 1, as: 3, .userEdited, .refused), entry(day: 9, by: 2, .signedOut, in: .standard),
        entry(day: 3, by: 1, .userDeleted, on: "2"), entry(day: 4, by: 2, as: 3, .signedOut),
    ]

    private static func query(_ limit: Int = 100, _ change: (inout AuditQuery) -> Void) -> AuditQuery {
        var query = AuditQuery(limit: limit)
        change(&query)
        return query
    }

    private static let filters: [(AuditQuery, [Int64])] = [
        (query { $0.actor = Sample.userID(1) }, [5, 3, 1]),
        (query { $0.subject = Sample.userID(3) }, [6, 3]),
        (query { $0.actor = Sample.userID(9) }, []),
        (query { $0.actions = [.userEdited] }, [3, 2]),
        (query { $0.actions = AuditAction.matching("user.") }, [5, 3, 2, 1]),
        (query { $0.objectID = "2" }, [5, 2]),
        (query { $0.objectKind = .session }, [6, 4]),
        (query { ($0.objectKind, $0.objectID) = (.session, "2") }, []),
        (query { $0.outcome = .refused }, [3]),
        (query { $0.organization = .standard }, [4]),
        (query { $0.from = diary[2].at }, [6, 5, 4, 3]),
        (query { $0.to = diary[2].at }, [2, 1]),
        (query { ($0.from, $0.to) = (diary[2].at, diary[4].at) }, [3]),
        (query { ($0.from, $0.to) = (diary[4].at, diary[3].at) }, [6, 5]),
        (query { $0.from = diary[3].at.addingTimeInterval(1) }, []),
        (query { ($0.from, $0.to) = (.distantPast, .distantFuture) }, [6, 5, 4, 3, 2, 1]),
        (query { ($0.actor, $0.subject, $0.actions) = (Sample.userID(1), Sample.userID(3), [.userEdited]) }, [3]),
    ]

    private static func write(_ entries: [AuditEntry], to storage: any Storage) async throws {
        try await storage.write { store in for entry in entries { try store.auditWrites.append(entry) } }
    }

    static let auditSearchPromises: [StoragePromise] = [
        StoragePromise("an audit search finds what passes every filter, in both orders") { storage in
            try await write(diary, to: storage)
            for (query, expected) in filters {
                #expect(try await storage.audit(query).records.map(\.sequence) == expected, "\(query)")
                var turned = query
                turned.newestFirst = false
                #expect(try await storage.audit(turned).records.map(\.sequence) == expected.reversed(), "\(turned)")
            }
        },
        StoragePromise("the pages of an audit search lead from one to the next and end") { storage in
            try await write(diary, to: storage)
            for (filter, expected) in filters {
                for newestFirst in [true, false] {
                    var query = filter
                    query.limit = 2
                    query.newestFirst = newestFirst
                    var found: [Int64] = []
                    repeat {
                        let page = try await storage.audit(query)
                        found += page.records.map(\.sequence)
                        query.after = page.next
                    } while query.after != nil
                    #expect(found == (newestFirst ? expected : expected.reversed()))
                }
            }
        },
        StoragePromise("an audit search by time finds what its own transaction has written") { storage in
            let found = try await storage.write { store in
                try store.auditWrites.append(diary[0])
                return try store.audit.list(query { $0.from = diary[0].at }).records.map(\.entry)
            }
            #expect(found == [diary[0]])
        },
        StoragePromise("an audit search goes on behind any number") { storage in
            try await write(diary, to: storage)
            for after in [Int64.min, -1, 0] {
                var query = AuditQuery(limit: 100)
                query.after = after
                #expect(try await storage.audit(query).records.isEmpty)
                query.newestFirst = false
                let found = try await storage.audit(query).records.map(\.sequence)
                #expect(found == [1, 2, 3, 4, 5, 6])
            }
            #expect(try await storage.audit(query { ($0.after, $0.newestFirst) = (.max, false) }).records.isEmpty)
        },
    ]
}
