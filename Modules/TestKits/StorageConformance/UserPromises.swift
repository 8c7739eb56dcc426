import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let userPromises: [StoragePromise] = [
        StoragePromise("a user is read back with every field as it was stored") { storage in
            var user = Sample.user(
                1, "Zoë", email: "Zoe@Example.org", name: "Zoë O'Brien", enabled: false,
                source: SourceID(rawValue: "corp"), externalID: "S-1-5", roles: [.admin, .auditor])
            user.givenName = "Zoë"
            user.familyName = "O'Brien"
            user.requiredActions = [.updatePassword]
            user.updatedAt = Sample.start.addingTimeInterval(1)
            user.lastLoginAt = Sample.start.addingTimeInterval(2)
            user.lastFailedLoginAt = Sample.start.addingTimeInterval(3)
            user.failedLogins = 4
            user.version = 5
            try await storage.insert(user)
            let found = try #require(try await storage.find(.id(user.id)))
            #expect(found == user)
            // Names are equal by their keys, so what is shown is compared apart.
            #expect(found.login.display == "Zoë" && found.login.key == "zoë")
            #expect(found.email?.display == "Zoe@Example.org")
        },
        StoragePromise("a user without the optional fields is read back without them") { storage in
            let user = Sample.user(1, roles: [])
            try await storage.insert(user)
            #expect(try await storage.find(.id(user.id)) == user)
        },
        StoragePromise("instants are kept to the microsecond, before 1970 too") { storage in
            for (number, seconds) in [(UInt32(1), 1_799_999_999.123_456), (2, -1.5)] {
                let user = Sample.user(number, createdAt: Date(timeIntervalSince1970: seconds))
                try await storage.insert(user)
                let found = try #require(try await storage.find(.id(user.id)))
                #expect(abs(found.createdAt.timeIntervalSince(user.createdAt)) < 0.000_001)
            }
        },
        StoragePromise("a user is found by id, login, mail address and name at the source") { storage in
            let user = Sample.user(1, "Anna", email: "anna@example.org", externalID: "e1")
            try await storage.insert(user, Sample.user(2, "Bert", email: "bert@example.org", externalID: "e2"))
            for reference in [
                UserReference.id(user.id), .login(Sample.login("ANNA")), .email(Sample.email("Anna@Example.ORG")),
                .external(.local, "e1"),
            ] {
                #expect(try await storage.find(reference)?.id == user.id, "\(reference)")
            }
        },
        StoragePromise("an unknown user is not found, and nobody is found by an empty mail address") { storage in
            try await storage.insert(Sample.user(1))
            for reference in [
                UserReference.id(Sample.userID(2)), .login(Sample.login("nobody")), .email(Sample.email("no@where")),
                .email(Sample.email("")), .external(.local, "none"), .external(.local, ""),
            ] {
                #expect(try await storage.find(reference) == nil, "\(reference)")
            }
        },
        StoragePromise("a replaced user stands as given and its earlier names are free") { storage in
            var user = Sample.user(1, "anna", email: "anna@example.org", externalID: "e1")
            try await storage.insert(user)
            user.login = Sample.login("annette")
            user.email = nil
            user.externalID = nil
            user.roles = [.superAdmin]
            user.version = 2
            let changed = user
            try await storage.write { try $0.userWrites.replace(changed) }
            #expect(try await storage.find(.id(user.id)) == user)
            let heir = Sample.user(2, "anna", email: "anna@example.org", externalID: "e1")
            try await storage.insert(heir)
            #expect(try await storage.find(.login(Sample.login("anna")))?.id == heir.id)
        },
        StoragePromise("replacing or removing a user who is not there says notFound") { storage in
            await storage.expectRefusal(.notFound(.user)) { try $0.userWrites.replace(Sample.user(1)) }
            await storage.expectRefusal(.notFound(.user)) { try $0.userWrites.remove(Sample.userID(1)) }
        },
        StoragePromise("a removed user is gone with password and sessions, and nobody else's are") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            try await storage.insert(Sample.session(11, of: 1), Sample.session(12, of: 1), Sample.session(21, of: 2))
            try await storage.write { store in
                try store.passwordWrites.put(Sample.password(of: 1))
                try store.passwordWrites.put(Sample.password(of: 2))
                try store.userWrites.remove(Sample.userID(1))
            }
            #expect(try await storage.find(.id(Sample.userID(1))) == nil)
            try await storage.read(.point) { store throws in
                #expect(try store.passwords.find(of: Sample.userID(1)) == nil)
                #expect(try store.passwords.find(of: Sample.userID(2)) != nil)
                #expect(try store.sessions.find(Sample.digest(11)) == nil)
                #expect(try store.sessions.find(Sample.digest(21)) != nil)
                #expect(try store.sessions.list(SessionQuery(limit: 10)).map(\.id.rawValue) == [Sample.uuid(21)])
            }
        },
        StoragePromise("users are counted, and the enabled holders of a role without one of them") { storage in
            try await storage.insert(
                Sample.user(1, roles: [.superAdmin]), Sample.user(2, roles: [.admin, .superAdmin]),
                Sample.user(3, enabled: false, roles: [.superAdmin]), Sample.user(4, roles: [.admin]),
                Sample.user(5, roles: []), Sample.user(6, roles: [Role(rawValue: "super")]))
            try await storage.read(.point) { store throws in
                #expect(try store.users.count() == 6)
                #expect(try store.users.countEnabled(holding: .superAdmin, except: nil) == 2)
                #expect(try store.users.countEnabled(holding: .superAdmin, except: Sample.userID(1)) == 1)
                // Neither a disabled holder, nor one of another role, nor a stranger is taken off.
                for other: UInt32 in [3, 4, 99] {
                    #expect(try store.users.countEnabled(holding: .superAdmin, except: Sample.userID(other)) == 2)
                }
                #expect(try store.users.countEnabled(holding: .admin, except: nil) == 2)
                #expect(try store.users.countEnabled(holding: .auditor, except: nil) == 0)
            }
        },
    ]
}
