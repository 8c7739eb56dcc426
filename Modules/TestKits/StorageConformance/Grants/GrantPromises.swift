import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let grantPromises: [StoragePromise] = [
        StoragePromise("an authorization code is read back as it was stored, and its use is noted") { storage in
            try await storage.insertProgram()
            var code = Sample.authorizationCode(1, of: 11)
            let first = code
            try await storage.write { try $0.grantWrites.insert(first) }
            #expect(try await storage.read(.point) { try $0.grants.code(first.digest) } == first)
            #expect(try await storage.read(.point) { try $0.grants.device(first.digest) } == nil)
            code.usedAt = Sample.start.addingTimeInterval(3)
            let used = code
            try await storage.write { try $0.grantWrites.replace(used) }
            #expect(try await storage.read(.point) { try $0.grants.code(first.digest) } == used)
            await storage.expectRefusal(.alreadyExists(.code, field: "digest")) { try $0.grantWrites.insert(first) }
            await storage.expectRefusal(.notFound(.session)) {
                try $0.grantWrites.insert(Sample.authorizationCode(2, of: 99))
            }
            await storage.expectRefusal(.notFound(.code)) {
                try $0.grantWrites.replace(Sample.authorizationCode(3, of: 11))
            }
        },
        StoragePromise("a code that another session was opened with ends with that one") { storage in
            try await storage.insertProgram()
            var code = Sample.authorizationCode(1, of: 11)
            let first = code
            try await storage.write { try $0.grantWrites.insert(first) }
            code.session = SessionID(Sample.uuid(12))
            code.madeIn = first.session
            let moved = code
            try await storage.write { store in
                try store.grantWrites.replace(moved)
                _ = try store.sessionWrites.remove(first.session)
            }
            #expect(try await storage.read(.point) { try $0.grants.code(first.digest) } == moved)
            await storage.expectRefusal(.notFound(.session)) { try $0.grantWrites.replace(first) }
            try await storage.write { _ = try $0.sessionWrites.remove(moved.session) }
            #expect(try await storage.read(.point) { try $0.grants.code(first.digest) } == nil)
        },
        StoragePromise("a device is found by both of its codes, and keeps its decision") { storage in
            try await storage.insertProgram()
            var device = Sample.device(1)
            let waiting = device
            try await storage.write { try $0.grantWrites.insert(waiting) }
            #expect(try await storage.read(.point) { try $0.grants.device(userCode: "CODE1") } == waiting)
            #expect(try await storage.read(.point) { try $0.grants.device(waiting.digest) } == waiting)
            #expect(try await storage.read(.point) { try $0.grants.code(waiting.digest) } == nil)
            for decision in [DeviceGrant.Decision.denied, .approved(SessionID(Sample.uuid(11))), .pending] {
                device.decision = decision
                device.polledAt = Sample.start.addingTimeInterval(2)
                let decided = device
                try await storage.write { try $0.grantWrites.replace(decided) }
                #expect(try await storage.read(.point) { try $0.grants.device(decided.digest) } == decided)
            }
            let sameCode = DeviceGrant(
                digest: Sample.digest(1), userCode: "CODE9", client: Sample.program, realm: .standard, scopes: [],
                createdAt: Sample.start, expiresAt: Sample.start)
            await storage.expectRefusal(.alreadyExists(.code, field: "digest")) {
                try $0.grantWrites.insert(sameCode)
            }
            let sameWord = DeviceGrant(
                digest: Sample.digest(2), userCode: "CODE1", client: Sample.program, realm: .standard, scopes: [],
                createdAt: Sample.start, expiresAt: Sample.start)
            await storage.expectRefusal(.alreadyExists(.code, field: "userCode")) {
                try $0.grantWrites.insert(sameWord)
            }
            #expect(try await storage.write { try $0.grantWrites.removeDevice(waiting.digest) })
            #expect(try await storage.write { try $0.grantWrites.removeDevice(waiting.digest) } == false)
        },
        StoragePromise("codes and devices end with their session and their client") { storage in
            try await storage.insertProgram()
            try await storage.write { store in
                try store.grantWrites.insert(Sample.authorizationCode(1, of: 11))
                try store.grantWrites.insert(Sample.authorizationCode(2, of: 12))
                var device = Sample.device(3)
                try store.grantWrites.insert(device)
                device.decision = .approved(SessionID(Sample.uuid(11)))
                try store.grantWrites.replace(device)
                try store.grantWrites.insert(Sample.device(4))
                _ = try store.sessionWrites.remove(SessionID(Sample.uuid(11)))
            }
            func left() async throws -> [Bool] {
                try await storage.read(.point) { store in
                    [
                        try store.grants.code(Sample.digest(1)) != nil, try store.grants.code(Sample.digest(2)) != nil,
                        try store.grants.device(Sample.digest(3)) != nil,
                        try store.grants.device(Sample.digest(4)) != nil,
                    ]
                }
            }
            #expect(try await left() == [false, true, false, true])
            try await storage.write { try $0.clientWrites.remove(Sample.program) }
            #expect(try await left() == [false, false, false, false])
        },
        StoragePromise("codes and devices are removed when their time is over") { storage in
            try await storage.insertProgram()
            try await storage.write { store in
                try store.grantWrites.insert(Sample.authorizationCode(1, of: 11))
                try store.grantWrites.insert(Sample.device(2))
            }
            func prune(_ seconds: Double) async throws -> Int {
                try await storage.write {
                    try $0.grantWrites.removeExpiredGrants(before: Sample.start.addingTimeInterval(seconds), limit: 9)
                }
            }
            #expect(try await prune(60) == 0)
            #expect(try await prune(61) == 1)
            #expect(try await prune(601) == 1)
        },
    ]
}
