import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let workspaceMemberPromises: [StoragePromise] = [
        StoragePromise("a membership takes the place of an earlier one and ends once") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(Sample.workspace(1))
            let user = Sample.userID(1)
            let workspace = Sample.workspaceID(1)
            let later = WorkspaceMembership(
                workspace: workspace, user: user, role: .owner, since: Sample.start.addingTimeInterval(5))
            try await storage.write { store in
                try store.workspaceWrites.put(Sample.member(1, of: 1))
                #expect(try store.workspaces.countOwners(of: workspace) == 0)
                try store.workspaceWrites.put(later)
            }
            try await storage.read(.point) { store throws in
                #expect(try store.workspaces.membership(of: user, in: workspace) == later)
                #expect(try store.workspaces.memberships(of: user) == [later])
                #expect(try store.workspaces.countOwners(of: workspace) == 1)
            }
            #expect(try await storage.write { try $0.workspaceWrites.removeMember(user, from: workspace) })
            #expect(try await storage.write { try $0.workspaceWrites.removeMember(user, from: workspace) } == false)
            #expect(try await storage.read(.point) { try $0.workspaces.membership(of: user, in: workspace) } == nil)
        },
        StoragePromise("nobody who is not there is a member, and nobody of a workspace that is not there") { storage in
            try await storage.insert(Sample.user(1))
            try await storage.insert(Sample.workspace(1))
            await storage.expectRefusal(.notFound(.workspace)) {
                try $0.workspaceWrites.put(Sample.member(1, of: 2))
            }
            await storage.expectRefusal(.notFound(.user)) { try $0.workspaceWrites.put(Sample.member(2, of: 1)) }
        },
        StoragePromise("the members of a workspace are listed by id, each once over all pages") { storage in
            try await storage.insert((1...11).map { Sample.user($0) })
            try await storage.insert(Sample.workspace(1), Sample.workspace(2))
            try await storage.write { store in
                for number: UInt32 in [3, 11, 1, 7, 9, 5] {
                    try store.workspaceWrites.put(Sample.member(number, of: 1, number > 6 ? .owner : .collaborator))
                }
                try store.workspaceWrites.put(Sample.member(2, of: 2, .owner))
            }
            let visited: [WorkspaceMembership] = try await everyPage { last in
                try await storage.read(.scan) {
                    try $0.workspaces.members(of: Sample.workspaceID(1), after: last?.user, limit: 2)
                }
            }
            #expect(visited.map(\.user) == [1, 3, 5, 7, 9, 11].map(Sample.userID))
            #expect(try await storage.read(.point) { try $0.workspaces.countOwners(of: Sample.workspaceID(1)) } == 3)
        },
        StoragePromise("workspaces are listed by number, and pages visit each once, however narrowed") { storage in
            try await storage.insert(Sample.user(1))
            for number in UInt32(1)...19 {
                try await storage.insert(
                    Sample.workspace(
                        number * 7 % 19 + 1, in: number % 2 == 0 ? .standard : Sample.elsewhere,
                        archived: number % 5 == 0))
            }
            let all = try await storage.workspaces(WorkspaceQuery(limit: 99))
            #expect(all.count == 19)
            let joined = all.filter { $0.number % 3 != 0 }
            try await storage.write { store in
                for workspace in joined {
                    try store.workspaceWrites.put(
                        WorkspaceMembership(
                            workspace: workspace.id, user: Sample.userID(1), role: .owner, since: Sample.start))
                }
            }
            for organization in [nil, OrganizationID.standard, Sample.elsewhere] {
                for member in [nil, Sample.userID(1), Sample.userID(2)] {
                    for includesArchived in [true, false] {
                        let visited: [Workspace] = try await everyPage { last in
                            try await storage.workspaces(
                                WorkspaceQuery(
                                    organization: organization, member: member, includesArchived: includesArchived,
                                    after: last?.number, limit: 2))
                        }
                        let wanted = all.filter { workspace in
                            (organization == nil || workspace.organization == organization)
                                && (member == nil || (member == Sample.userID(1) && joined.contains(workspace)))
                                && (includesArchived || !workspace.isArchived)
                        }
                        #expect(visited == wanted)
                    }
                }
            }
            #expect(try await storage.workspaces(WorkspaceQuery(limit: 0)).isEmpty)
        },
        StoragePromise("a removed user is a member of nothing, and the other members stay") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            try await storage.insert(Sample.workspace(1))
            try await storage.write { store in
                try store.workspaceWrites.put(Sample.member(1, of: 1, .owner))
                try store.workspaceWrites.put(Sample.member(2, of: 1))
                try store.userWrites.remove(Sample.userID(1))
            }
            try await storage.read(.point) { store throws in
                #expect(try store.workspaces.memberships(of: Sample.userID(1)).isEmpty)
                #expect(try store.workspaces.countOwners(of: Sample.workspaceID(1)) == 0)
                let left = try store.workspaces.members(of: Sample.workspaceID(1), after: nil, limit: 9)
                #expect(left == [Sample.member(2, of: 1)])
            }
        },
    ]
}
