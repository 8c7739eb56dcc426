import IdentityCore
import Testing

extension StorageConformance {
    private struct Moment: Sendable {
        let rows: [AuditChainedRow]
        let head: SealedAuditHead?
    }

    private static func moment(_ store: any StoreReading) throws -> Moment {
        Moment(rows: try store.audit.chainedRows(after: 0, limit: 1_000), head: try store.audit.head())
    }

    /// Every record hangs on the one before, and the head on the last.
    private static func expectOneChain(_ moment: Moment, of count: Int, in storage: any Storage) async throws {
        let records = try await storage.audit(AuditQuery(limit: 1_000)).records
        #expect(moment.rows.map(\.sequence) == (0..<Int64(count)).map { $0 + 1 })
        #expect(moment.rows.map(\.link) == records.reversed().map(\.link))
        #expect(moment.rows.map(\.fields) == records.reversed().map { AuditFields($0.entry).encoded })
        #expect(Set(moment.rows.map(\.link?.hash)).count == count)
        #expect(moment.rows.filter { !$0.isFoundByTime }.isEmpty)
        let head = try #require(moment.head).head
        #expect(head == AuditHead(sequence: Int64(count), hash: moment.rows.last?.link?.hash ?? [], chainedSince: 1))
    }

    static let auditChainPromises: [StoragePromise] = [
        StoragePromise("an empty audit has no head") { storage in
            let empty = try await storage.read(.scan) { try moment($0) }
            #expect(empty.head == nil && empty.rows.isEmpty)
        },
        StoragePromise("audit records of one and of many transactions make one chain") { storage in
            for number in 1...4 {
                try await storage.write { store in
                    for _ in 0..<number { try store.auditWrites.append(Sample.fact(detail: "the same")) }
                }
            }
            try await expectOneChain(try await storage.read(.scan) { try moment($0) }, of: 10, in: storage)
        },
        StoragePromise("a write that fails leaves no trace in the audit chain, also among neighbours") { storage in
            await withTaskGroup { group in
                for number in UInt32(1)...60 {
                    group.addTask {
                        try? await storage.write { store in
                            try store.auditWrites.append(Sample.fact(detail: "\(number)"))
                            if number % 3 == 0 { throw ServiceError.conflict(.lastAdministrator) }
                            try store.auditWrites.append(Sample.fact(detail: "\(number)"))
                        }
                    }
                }
            }
            try await expectOneChain(try await storage.read(.scan) { try moment($0) }, of: 80, in: storage)
        },
        StoragePromise("a transaction sees the audit chain with its own records") { storage in
            try await storage.write { try $0.auditWrites.append(Sample.fact()) }
            let inside = try await storage.write { store in
                try store.auditWrites.append(Sample.fact())
                return try moment(store)
            }
            try await expectOneChain(inside, of: 2, in: storage)
        },
        StoragePromise("rows of the audit chain come page by page, the oldest first") { storage in
            try await storage.write { store in
                for _ in 0..<5 { try store.auditWrites.append(Sample.fact()) }
            }
            let pages = try await storage.read(.scan) { store in
                [Int64.min, 2, 5].map { try? store.audit.chainedRows(after: $0, limit: 2).map(\.sequence) }
            }
            #expect(pages == [[1, 2], [3, 4], []])
        },
    ]
}
