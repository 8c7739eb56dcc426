import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let placeRemovalPromises: [StoragePromise] = [
        StoragePromise("a client is not removed while roles of it are defined; other clients' roles hold nothing") {
            storage in
            let client = Sample.client("sdk")
            let role = Role("operator", of: client.id)
            try await storage.write { store in
                for id in ["sdk", "sd", "sdk2"] { try store.clientWrites.insert(Sample.client(id)) }
                try store.roleWrites.insert(
                    RoleDefinition(
                        role: role, key: role.rawValue, reach: .server, permissions: [], createdAt: Sample.start,
                        updatedAt: Sample.start))
                for id in ["sd", "sdk2"] { try store.clientWrites.remove(ClientID(rawValue: id)) }
            }
            await storage.expectRefusal(.conflict(.notEmpty(.role))) { try $0.clientWrites.remove(client.id) }
            try await storage.write { store in
                try store.roleWrites.remove(role)
                try store.clientWrites.remove(client.id)
            }
            #expect(try await storage.read(.point) { try $0.clients.find(client.id) } == nil)
        },
        StoragePromise("a workspace goes with its documents, and another's stay") { storage in
            try await storage.insert(Sample.workspace(1), Sample.workspace(2))
            try await storage.write { store in
                for number: UInt32 in [1, 2] {
                    let owner = DocumentOwner.workspace(Sample.workspaceID(number))
                    try store.documentWrites.put(Document(owner: owner, name: .variables, text: "{}"))
                }
                try store.workspaceWrites.remove(Sample.workspaceID(1))
            }
            try await storage.read(.point) { store throws in
                #expect(try store.documents.list(of: .workspace(Sample.workspaceID(1))).isEmpty)
                #expect(try store.documents.list(of: .workspace(Sample.workspaceID(2))).count == 1)
            }
        },
        StoragePromise("a global key stays when its groups are gone, and leads to no group") { storage in
            let group = Group(
                id: GroupID(Sample.uuid(7)), name: GroupName(storedDisplay: "ops", key: "ops"),
                permissions: [Permission("model")], createdAt: Sample.start, updatedAt: Sample.start)
            let key = Sample.globalKey(1, groups: [group.id])
            try await storage.write { store in
                try store.groupWrites.insert(group)
                try store.accessKeyWrites.insert(key)
                try store.groupWrites.remove(group.id)
            }
            try await storage.read(.point) { store throws in
                let found = try #require(try store.accessKeys.find(key.digest))
                #expect(found == key)
                #expect(try store.groups.lineage(of: [group.id]).isEmpty)
            }
        },
        StoragePromise("an account made anew with the id of a removed one has nothing that was the other's") {
            storage in
            let id = Sample.userID(1)
            try await storage.insert(Sample.user(1))
            try await storage.insert(Sample.workspace(1))
            try await storage.write { store in
                try store.workspaceWrites.put(Sample.member(1, of: 1, .owner))
                try store.accessKeyWrites.insert(Sample.key(1, of: 1))
                _ = try store.resourceWrites.insert(Sample.resource("m", owner: 1))
                _ = try store.sealedItemWrites.put(Sample.secret("k", of: 1))
                try store.userWrites.remove(id)
                try store.userWrites.insert(Sample.user(1))
            }
            try await storage.read(.point) { store throws in
                #expect(try store.workspaces.memberships(of: id).isEmpty)
                #expect(try store.accessKeys.list(AccessKeyQuery(user: id, limit: 9)).isEmpty)
                #expect(try store.accessKeys.find(Sample.digest(1)) == nil)
                #expect(try store.resources.list(ResourceQuery(owner: id, limit: 9)).isEmpty)
                #expect(try store.sealedItems.list(.userSecret, of: id, after: nil, limit: 9).isEmpty)
            }
        },
        StoragePromise("an organization is not removed while a workspace, a global key or a resource is in it") {
            storage in
            try await storage.write {
                try $0.organizationWrites.insert(
                    Organization(
                        id: Sample.elsewhere, name: "E", createdAt: Sample.start, updatedAt: Sample.start))
            }
            let workspace = Sample.workspace(1, in: Sample.elsewhere)
            let key = Sample.globalKey(1, in: Sample.elsewhere)
            let resource = Sample.resource("m", in: Sample.elsewhere)
            typealias Step = @Sendable (any StoreWriting) throws -> Void
            let steps: [(kind: EntityKind, enter: Step, leave: Step)] = [
                (
                    .workspace, { _ = try $0.workspaceWrites.insert(workspace) },
                    { try $0.workspaceWrites.remove(workspace.id) }
                ),
                (.accessKey, { try $0.accessKeyWrites.insert(key) }, { try $0.accessKeyWrites.remove(key.id) }),
                (
                    .resource, { _ = try $0.resourceWrites.insert(resource) },
                    { try $0.resourceWrites.remove(resource.key) }
                ),
            ]
            for (kind, enter, leave) in steps {
                try await storage.write(enter)
                await storage.expectRefusal(.conflict(.notEmpty(kind))) {
                    try $0.organizationWrites.remove(Sample.elsewhere)
                }
                try await storage.write(leave)
            }
            try await storage.write { try $0.organizationWrites.remove(Sample.elsewhere) }
        },
    ]
}
