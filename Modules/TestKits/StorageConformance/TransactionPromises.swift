import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    private struct OutOfTheBlue: Error {}

    static let transactionPromises: [StoragePromise] = [
        StoragePromise("a write that throws leaves no trace in any table") { storage in
            try await storage.insert(Sample.user(1))
            await storage.expectRefusal(.conflict(.lastAdministrator)) { store in
                try store.userWrites.insert(Sample.user(2))
                try store.userWrites.replace(Sample.user(1, "renamed"))
                try store.passwordWrites.put(Sample.password(of: 1))
                try store.sessionWrites.insert(Sample.session(11, of: 1))
                try store.auditWrites.append(Sample.fact())
                throw ServiceError.conflict(.lastAdministrator)
            }
            try await storage.read(.point) { store throws in
                #expect(try store.users.count() == 1)
                #expect(try store.users.find(.id(Sample.userID(1)))?.login.key == "user1")
                #expect(try store.passwords.find(of: Sample.userID(1)) == nil)
                #expect(try store.sessions.find(Sample.digest(11)) == nil)
                #expect(try store.audit.list(AuditQuery(limit: 9)).records.isEmpty)
            }
        },
        StoragePromise("a refused step undoes nothing when the closure goes on without it") { storage in
            try await storage.insert(Sample.user(1, "anna"))
            try await storage.write { store in
                try store.userWrites.insert(Sample.user(2, "bert"))
                #expect(throws: ServiceError.alreadyExists(.user, field: "login")) {
                    try store.userWrites.insert(Sample.user(3, "anna"))
                }
                try store.userWrites.insert(Sample.user(4, "cleo"))
            }
            #expect(try await storage.list(UserQuery(limit: 9)).map(\.login.key) == ["anna", "bert", "cleo"])
        },
        StoragePromise("an unknown error becomes an internal failure, and the write leaves no trace") { storage in
            do {
                try await storage.write { store in
                    try store.userWrites.insert(Sample.user(1))
                    throw OutOfTheBlue()
                }
                Issue.record("the error was lost")
            } catch {
                guard case .internalFailure(let incident) = error as? ServiceError else { throw error }
                #expect(!incident.isEmpty)
            }
            do {
                try await storage.read(.scan) { _ in throw OutOfTheBlue() }
                Issue.record("the error was lost")
            } catch {
                guard case .internalFailure = error as? ServiceError else { throw error }
            }
            #expect(try await storage.find(.id(Sample.userID(1))) == nil)
        },
        StoragePromise("a read inside a write sees the write's own changes") { storage in
            let seen = try await storage.write { store in
                try store.userWrites.insert(Sample.user(1, "anna"))
                try store.passwordWrites.put(Sample.password(of: 1))
                let count = try store.users.count()
                let listed = try store.users.list(UserQuery(search: "ann", limit: 9)).count
                let hasPassword = try store.passwords.find(of: Sample.userID(1)) != nil
                return [count, listed, hasPassword ? 1 : 0]
            }
            #expect(seen == [1, 1, 1])
        },
        StoragePromise("a read inside a write sees a change of what was read before it") { storage in
            try await storage.insert(Sample.user(1, "anna"), Sample.user(2, "bert"))
            try await storage.write { store in
                for number: UInt32 in 11...14 { try store.sessionWrites.insert(Sample.session(number, of: 1)) }
            }
            try await storage.write { store in
                func session(_ number: UInt32) throws -> Session? {
                    try store.sessions.find(Sample.session(number, of: 1).id)
                }
                func user(_ number: UInt32) throws -> User? { try store.users.find(.id(Sample.userID(number))) }
                func lookAtAll() throws { for number: UInt32 in 11...14 { _ = try session(number) } }

                #expect(try user(1)?.login.key == "anna")
                try store.userWrites.replace(Sample.user(1, "cleo"))
                #expect(try user(1)?.login.key == "cleo")
                try lookAtAll()
                #expect(try store.sessionWrites.remove(Sample.session(11, of: 1).id))
                #expect(try session(11) == nil)
                try lookAtAll()
                _ = try store.sessionWrites.removeAll(of: Sample.userID(1), except: Sample.session(12, of: 1).id)
                #expect(try session(12) != nil && session(13) == nil)
                try lookAtAll()
                _ = try store.sessionWrites.removeExpired(before: .distantFuture, limit: 9)
                #expect(try session(12) == nil)
                try store.sessionWrites.insert(Sample.session(14, of: 1))
                #expect(try session(14) != nil)
                try store.userWrites.remove(Sample.userID(1))
                #expect(try user(1) == nil && session(14) == nil)
                #expect(try user(2)?.login.key == "bert")
            }
        },
        StoragePromise("what a write answered is seen by the next read, point or scan") { storage in
            for number in UInt32(1)...20 {
                try await storage.insert(Sample.user(number))
                #expect(try await storage.find(.id(Sample.userID(number))) != nil)
                #expect(try await storage.list(UserQuery(limit: 100)).count == Int(number))
            }
        },
        StoragePromise("a hundred writes at once are all kept") { storage in
            try await withThrowingTaskGroup { group in
                for number in UInt32(1)...100 { group.addTask { try await storage.insert(Sample.user(number)) } }
                try await group.waitForAll()
            }
            #expect(try await storage.read(.point) { try $0.users.count() } == 100)
        },
        StoragePromise("a failing write among many at once harms no neighbour") { storage in
            let failed = await withTaskGroup(of: Int.self) { group in
                for number in UInt32(1)...90 {
                    group.addTask {
                        do {
                            try await storage.write { store in
                                try store.userWrites.insert(Sample.user(number))
                                if number % 3 == 0 { throw ServiceError.conflict(.lastAdministrator) }
                            }
                            return 0
                        } catch {
                            return (error as? ServiceError) == .conflict(.lastAdministrator) ? 1 : 1_000
                        }
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(failed == 30)
            let users = try await storage.list(UserQuery(sort: UserSort(.createdAt), limit: 100))
            #expect(users.map(\.id) == (1...90).filter { $0 % 3 != 0 }.map(Sample.userID))
        },
        StoragePromise("of many at once who want one login, one gets it") { storage throws in
            let winners = await withTaskGroup(of: Int.self) { group in
                for number in UInt32(1)...50 {
                    group.addTask { (try? await storage.insert(Sample.user(number, "anna"))) == nil ? 0 : 1 }
                }
                return await group.reduce(0, +)
            }
            #expect(winners == 1)
            #expect(try await storage.read(.point) { try $0.users.count() } == 1)
        },
        StoragePromise("counting up in many writes at once loses none") { storage in
            try await storage.insert(Sample.user(1))
            try await withThrowingTaskGroup { group in
                for _ in 1...100 {
                    group.addTask {
                        try await storage.write { store in
                            var user = try store.users.require(.id(Sample.userID(1)))
                            user.failedLogins += 1
                            try store.userWrites.replace(user)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await storage.find(.id(Sample.userID(1)))?.failedLogins == 100)
        },
        StoragePromise("a read sees one moment, however many writes happen meanwhile") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            // Both users always hold the same number; a read in the middle of a write would see two.
            try await withThrowingTaskGroup { group in
                group.addTask {
                    for round in 1...100 {
                        try await storage.write { store in
                            for number: UInt32 in [1, 2] {
                                var user = try store.users.require(.id(Sample.userID(number)))
                                user.version = round
                                try store.userWrites.replace(user)
                            }
                        }
                    }
                }
                group.addTask {
                    for _ in 1...200 {
                        let versions = try await storage.read(.point) { store throws in
                            try [1, 2].map { try store.users.require(.id(Sample.userID($0))).version }
                        }
                        #expect(versions[0] == versions[1])
                    }
                }
                try await group.waitForAll()
            }
        },
    ]
}
