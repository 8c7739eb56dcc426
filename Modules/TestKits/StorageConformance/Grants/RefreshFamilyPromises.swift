import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let refreshFamilyPromises: [StoragePromise] = [
        StoragePromise("a refresh family is read back as it was stored, and a replaced one with its new token") {
            storage in
            try await storage.insertProgram()
            var family = Sample.family(1, of: 11, offline: true)
            let first = family
            try await storage.write { try $0.refreshFamilyWrites.insert(first) }
            #expect(try await storage.family(1) == first)
            family.current = Sample.uuid(77)
            family.renewedAt = Sample.start.addingTimeInterval(5)
            family.expiresAt = Sample.start.addingTimeInterval(9)
            let second = family
            try await storage.write { try $0.refreshFamilyWrites.replace(second) }
            #expect(try await storage.family(1) == second)
            #expect(try await storage.family(2) == nil)
        },
        StoragePromise("a family needs a session and a client, and ends with either") { storage in
            try await storage.insertProgram()
            let other = ClientID(rawValue: "other")
            await storage.expectRefusal(.notFound(.session)) {
                try $0.refreshFamilyWrites.insert(Sample.family(1, of: 99))
            }
            await storage.expectRefusal(.notFound(.session)) {
                try $0.refreshFamilyWrites.insert(Sample.family(1, of: 11, client: other))
            }
            try await storage.write { store in
                try store.clientWrites.insert(Sample.client(other.rawValue))
                for family in [
                    Sample.family(1, of: 11), Sample.family(2, of: 12), Sample.family(3, of: 12, client: other),
                ] {
                    try store.refreshFamilyWrites.insert(family)
                }
                _ = try store.sessionWrites.remove(Sample.session(11, of: 1).id)
                try store.clientWrites.remove(other)
            }
            #expect(try await storage.family(1) == nil)
            #expect(try await storage.family(2) != nil)
            #expect(try await storage.family(3) == nil)
            try await storage.write { _ = try $0.sessionWrites.removeAll(of: Sample.userID(2), except: nil) }
            #expect(try await storage.family(2) == nil)
            await storage.expectRefusal(.notFound(.session)) {
                try $0.refreshFamilyWrites.replace(Sample.family(2, of: 12))
            }
        },
        StoragePromise("families are listed of a session, oldest first, and of a client, newest first, page by page") {
            storage in
            try await storage.insertProgram()
            try await storage.write { store in
                for number: UInt32 in 1...5 {
                    try store.refreshFamilyWrites.insert(
                        Sample.family(
                            number, of: number == 5 ? 12 : 11, offline: number == 2,
                            createdAt: Sample.start.addingTimeInterval(Double(number / 2))))
                }
            }
            let ofSession = try await storage.read(.scan) {
                try $0.refreshFamilies.list(of: SessionID(Sample.uuid(11)))
            }
            #expect(ofSession.map(\.id) == [1, 2, 3, 4].map(Sample.familyID))
            let visited: [RefreshFamily] = try await everyPage { last in
                try await storage.read(.scan) { store in
                    try store.refreshFamilies.list(
                        RefreshFamilyQuery(
                            client: Sample.program, after: last.map(RefreshFamilyPosition.init), limit: 2))
                }
            }
            #expect(visited.map(\.id) == [5, 4, 3, 2, 1].map(Sample.familyID))
            let offline = try await storage.read(.scan) { store in
                try store.refreshFamilies.list(
                    RefreshFamilyQuery(client: Sample.program, isOffline: true, limit: 9))
            }
            #expect(offline.map(\.id) == [Sample.familyID(2)])
        },
        StoragePromise("a family is removed once, and when its time is over") { storage in
            try await storage.insertProgram()
            try await storage.write { store in
                for (number, lasts) in [(1, 10.0), (2, 20), (3, 30)] as [(UInt32, Double)] {
                    try store.refreshFamilyWrites.insert(Sample.family(number, of: 11, lasts: lasts))
                }
            }
            #expect(try await storage.write { try $0.refreshFamilyWrites.remove(Sample.familyID(3)) })
            #expect(try await storage.write { try $0.refreshFamilyWrites.remove(Sample.familyID(3)) } == false)
            let over = Sample.start.addingTimeInterval(25)
            #expect(try await storage.write { try $0.refreshFamilyWrites.removeExpired(before: over, limit: 1) } == 1)
            #expect(try await storage.family(1) == nil)
            #expect(try await storage.family(2) != nil)
        },
    ]
}

extension Storage {
    func family(_ number: UInt32) async throws -> RefreshFamily? {
        try await read(.point) { try $0.refreshFamilies.find(Sample.familyID(number)) }
    }
}
