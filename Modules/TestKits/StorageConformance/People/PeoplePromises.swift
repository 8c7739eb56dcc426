import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let peoplePromises: [StoragePromise] = [
        StoragePromise("a user's organization, licence, trial and activity are read back as they were stored") {
            storage in
            var user = Sample.user(1, email: "anna@example.org")
            try await storage.insert(user)
            #expect(try await storage.find(.id(user.id))?.tenant == .standard)
            func check(_ user: User) async throws {
                try await storage.write { try $0.userWrites.replace(user) }
                #expect(try await storage.find(.id(user.id)) == user)
            }
            // First what no index holds, then what one does, then back.
            user.isEmailVerified = true
            user.profile = "designer"
            user.trial = Trial(grantedOn: Sample.start, expiresOn: Sample.start.addingTimeInterval(60))
            user.validUntil = Sample.start.addingTimeInterval(90)
            user.defaultWorkspace = WorkspaceID(Sample.uuid(7))
            user.lastActivityAt = Sample.start.addingTimeInterval(5)
            user.lastLoginAt = Sample.start.addingTimeInterval(6)
            user.failedLogins = 2
            user.givenName = "Anna"
            user.requiredActions = [.updatePassword]
            user.login = Sample.login("USER1")
            user.displayName = Sample.name("User1")
            user.email = Sample.email("Anna@Example.org")
            user.version = 2
            try await check(user)
            let found = try await storage.find(.id(user.id))
            #expect(found?.login.display == "USER1" && found?.email?.display == "Anna@Example.org")
            user.organization = OrganizationID(rawValue: "acme")
            user.tenant = TenantID(rawValue: "acme-north")
            try await check(user)
            user.trial = nil
            user.validUntil = nil
            user.isEnabled = false
            try await check(user)
        },
        StoragePromise("a list can be narrowed to an organization, a tenant and a role") { storage in
            let acme = OrganizationID(rawValue: "acme")
            let north = TenantID(rawValue: "north")
            let rare = Role(rawValue: "rare")
            try await storage.insert(
                (UInt32(1)...60).map { number in
                    var user = Sample.user(
                        number, name: "name\(number % 7)", enabled: number % 5 != 0,
                        roles: number % 4 == 0 ? [.member, rare] : number % 9 == 0 ? [] : [.member])
                    if number % 2 == 0 { user.organization = acme }
                    if number % 3 == 0 { user.tenant = north }
                    return user
                })
            func check(_ query: UserQuery, _ passes: @escaping (UInt32) -> Bool) async throws {
                for sort in UserSort.Field.allCases.flatMap({ [UserSort($0), UserSort($0, descending: true)] }) {
                    var query = query
                    query.sort = sort
                    var visited: [UserID] = []
                    while let last = try await storage.list(query).last, visited.count <= 60 {
                        visited += try await storage.list(query).map(\.id)
                        query.after = last.position(in: sort)
                    }
                    let wanted = (UInt32(1)...60).filter(passes).map(Sample.userID)
                    #expect(Set(visited) == Set(wanted), "\(query)")
                    #expect(visited.count == wanted.count, "\(query)")
                }
            }
            func holds(_ number: UInt32) -> Bool { number % 4 == 0 }
            try await check(UserQuery(organization: acme, limit: 7)) { $0 % 2 == 0 }
            try await check(UserQuery(organization: .standard, limit: 7)) { $0 % 2 != 0 }
            try await check(UserQuery(tenant: north, limit: 7)) { $0 % 3 == 0 }
            try await check(UserQuery(tenant: .standard, limit: 7)) { $0 % 3 != 0 }
            try await check(UserQuery(role: rare, limit: 7), holds)
            try await check(UserQuery(role: .member, limit: 7)) { holds($0) || $0 % 9 != 0 }
            try await check(UserQuery(isEnabled: true, organization: acme, tenant: north, role: rare, limit: 7)) {
                $0 % 12 == 0 && $0 % 5 != 0
            }
            try await check(UserQuery(search: "name3", source: .local, organization: acme, limit: 7)) {
                $0 % 2 == 0 && $0 % 7 == 3
            }
            try await check(UserQuery(role: Role(rawValue: "rar"), limit: 7)) { _ in false }
        },
        StoragePromise("enabled users are counted up to a limit") { storage in
            try await storage.insert((1...9).map { Sample.user($0, enabled: $0 % 3 != 0) })
            for (limit, wanted) in [(0, 0), (4, 4), (6, 6), (100, 6), (-1, 0)] {
                #expect(try await storage.read(.point) { try $0.users.countEnabled(upTo: limit) } == wanted)
            }
        },
        StoragePromise("a touched account shows its last use, and nothing else moves") { storage in
            var user = Sample.user(1)
            try await storage.insert(user)
            let moment = Sample.start.addingTimeInterval(9)
            try await storage.write { store in
                _ = try store.users.require(.id(Sample.userID(1)))
                try store.userWrites.touch(Sample.userID(1), at: moment)
                #expect(try store.users.require(.id(Sample.userID(1))).lastActivityAt == moment)
                try store.userWrites.touch(Sample.userID(2), at: moment)
            }
            user.lastActivityAt = moment
            #expect(try await storage.find(.id(user.id)) == user)
            #expect(try await storage.read(.point) { try $0.users.count() } == 1)
        },
        StoragePromise("a removed user takes the documents along, and sessions as somebody else") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            let impersonation = Impersonation(impersonator: Sample.userID(1), reason: "ticket 7")
            let session = Session(
                id: SessionID(Sample.uuid(11)), digest: Sample.digest(11), user: Sample.userID(2), source: .local,
                createdAt: Sample.start, expiresAt: Sample.start, address: nil, userAgent: nil,
                impersonation: impersonation)
            let stray = Session(
                id: SessionID(Sample.uuid(12)), digest: Sample.digest(12), user: Sample.userID(2), source: .local,
                createdAt: Sample.start, expiresAt: Sample.start, address: nil, userAgent: nil,
                impersonation: Impersonation(impersonator: Sample.userID(9), reason: "none"))
            await storage.expectRefusal(.notFound(.user)) { try $0.sessionWrites.insert(stray) }
            try await storage.insert(session, Sample.session(21, of: 2))
            try await storage.write { store in
                try store.documentWrites.put(Sample.document(.user(Sample.userID(1))))
                try store.documentWrites.put(Sample.document(.user(Sample.userID(2))))
            }
            #expect(try await storage.read(.point) { try $0.sessions.find(session.digest) } == session)
            try await storage.write { try $0.userWrites.remove(Sample.userID(1)) }
            try await storage.read(.point) { store throws in
                #expect(try store.sessions.find(session.digest) == nil)
                #expect(try store.sessions.find(Sample.digest(21)) != nil)
                #expect(try store.documents.list(of: .user(Sample.userID(1))).isEmpty)
                #expect(try store.documents.list(of: .user(Sample.userID(2))).count == 1)
            }
        },
    ]
}
