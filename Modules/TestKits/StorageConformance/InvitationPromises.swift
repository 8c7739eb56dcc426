import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let invitationPromises: [StoragePromise] = [
        StoragePromise("an invitation is found by id and by user, as it was stored") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            let bare = Sample.invitation(1, of: 1)
            var full = Sample.invitation(2, of: 2, in: Sample.elsewhere, by: 9)
            full.mail = .addressRefused
            full.acceptedAt = Sample.start.addingTimeInterval(5)
            let second = full
            try await storage.insert(bare, second)
            try await storage.read(.point) { store throws in
                for invitation in [bare, second] {
                    #expect(try store.invitations.find(invitation.id) == invitation)
                    #expect(try store.invitations.find(of: invitation.user) == invitation)
                }
                #expect(try store.invitations.find(bare.id)?.email.display == "User1@Example.org")
                #expect(try store.invitations.find(InvitationID(Sample.uuid(3))) == nil)
                #expect(try store.invitations.find(of: Sample.userID(3)) == nil)
            }
        },
        StoragePromise("a user has one invitation, which goes with the user") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            try await storage.insert(Sample.invitation(1, of: 1))
            await storage.expectRefusal(.alreadyExists(.invitation, field: "user")) {
                try $0.invitationWrites.insert(Sample.invitation(2, of: 1))
            }
            await storage.expectRefusal(.alreadyExists(.invitation, field: "id")) {
                try $0.invitationWrites.insert(Sample.invitation(1, of: 2))
            }
            await storage.expectRefusal(.notFound(.user)) {
                try $0.invitationWrites.insert(Sample.invitation(3, of: 3))
            }
            try await storage.write { try $0.userWrites.remove(Sample.userID(1)) }
            #expect(try await storage.invitations(InvitationQuery(at: Sample.start, limit: 9)).isEmpty)
            await storage.expectRefusal(.notFound(.invitation)) {
                try $0.invitationWrites.replace(Sample.invitation(1, of: 1))
            }
        },
        StoragePromise("of an invitation only what may change is changed") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            let before = Sample.invitation(1, of: 1)
            try await storage.insert(before)
            var wanted = before
            wanted.email = Sample.email("other@example.org")
            wanted.organization = Sample.elsewhere
            wanted.expiresAt = Sample.start.addingTimeInterval(999)
            wanted.mail = .sent
            wanted.acceptedAt = Sample.start.addingTimeInterval(7)
            let forged = Invitation(
                id: wanted.id, user: Sample.userID(2), email: wanted.email, organization: wanted.organization,
                invitedBy: Sample.userID(2), createdAt: Sample.start.addingTimeInterval(9),
                expiresAt: wanted.expiresAt, mail: wanted.mail, acceptedAt: wanted.acceptedAt)
            try await storage.write { try $0.invitationWrites.replace(forged) }
            let after = wanted
            #expect(try await storage.invitations(InvitationQuery(at: Sample.start, limit: 9)) == [after])
        },
        StoragePromise("invitations are listed newest first by state and organization, and pages visit each once") {
            storage in
            try await storage.insert((1...17).map { Sample.user($0) })
            let now = Sample.start.addingTimeInterval(100)
            let all = (UInt32(1)...17).map { number in
                var invitation = Sample.invitation(
                    number * 5 % 17 + 1, of: number, in: number % 2 == 0 ? Sample.elsewhere : .standard,
                    createdAt: Sample.start.addingTimeInterval(Double(number % 4)))
                // One ends exactly now, which is too late.
                invitation.expiresAt = Sample.start.addingTimeInterval(Double(number) * 20)
                if number % 3 == 0 { invitation.acceptedAt = now }
                return invitation
            }
            try await storage.write { store in
                for invitation in all { try store.invitationWrites.insert(invitation) }
            }
            for state in [nil] + InvitationState.allCases.map(Optional.some) {
                for place in [nil, OrganizationID.standard, Sample.elsewhere] {
                    let visited = try await everyPage { last in
                        try await storage.invitations(
                            InvitationQuery(
                                organization: place, state: state, at: now, after: last.map { InvitationPosition($0) },
                                limit: 3))
                    }
                    let wanted = all.filter { invitation in
                        (state == nil || invitation.state(at: now) == state)
                            && (place == nil || invitation.organization == place)
                    }
                    #expect(visited.count == wanted.count && Set(visited) == Set(wanted))
                    #expect(
                        zip(visited, visited.dropFirst()).allSatisfy {
                            ($0.createdAt, $0.id) > ($1.createdAt, $1.id)
                        })
                }
            }
            #expect(try await storage.invitations(InvitationQuery(at: now, limit: 0)).isEmpty)
        },
    ]
}

extension Storage {
    func insert(_ invitations: Invitation...) async throws {
        try await write { store in
            for invitation in invitations { try store.invitationWrites.insert(invitation) }
        }
    }

    func invitations(_ query: InvitationQuery) async throws -> [Invitation] {
        try await read(.scan) { try $0.invitations.list(query) }
    }
}

extension Sample {
    static func invitation(
        _ number: UInt32, of user: UInt32, in organization: OrganizationID = .standard, by inviter: UInt32? = nil,
        createdAt: Date = start
    ) -> Invitation {
        Invitation(
            id: InvitationID(uuid(number)), user: userID(user), email: email("User\(user)@Example.org"),
            organization: organization, invitedBy: inviter.map(userID), createdAt: createdAt,
            expiresAt: createdAt.addingTimeInterval(3_600), mail: .underWay)
    }

    static func code(
        _ number: UInt32, of user: UInt32, for purpose: OneTimeCode.Purpose = .passwordReset, lasts: TimeInterval = 60
    ) -> OneTimeCode {
        OneTimeCode(
            digest: digest(number), purpose: purpose, user: userID(user), createdAt: start,
            expiresAt: start.addingTimeInterval(lasts))
    }
}
