import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let groupPromises: [StoragePromise] = [
        StoragePromise("a group is read back with every field as it was stored") { storage in
            var group = Sample.group(
                2, "Data Ünit", below: 1, roles: [.admin, Role(rawValue: "c/o")],
                permissions: [Permission("model", id: "a/b:c", action: "put"), Permission("x")],
                mapped: ["CN=Data,DC=corp", "say \"x\"\\"])
            group.about = "Everything about data"
            group.source = SourceID(rawValue: "corp")
            group.updatedAt = Sample.start.addingTimeInterval(1)
            group.version = 7
            try await storage.insert(Sample.group(1), group)
            let stored = group
            try await storage.groups { groups throws in
                let found = try #require(try groups.find(stored.id))
                #expect(found == stored)
                #expect(found.name.display == "Data Ünit")
                #expect(try groups.find(key: "data ünit", below: Sample.groupID(1), of: .standard) == stored)
                #expect(try groups.find(key: "data ünit", below: nil, of: .standard) == nil)
                #expect(try groups.find(Sample.groupID(9)) == nil)
                #expect(try groups.count() == 2)
            }
        },
        StoragePromise("a group's name is given once below a parent, at the top once in an organization") { storage in
            let other = OrganizationID(rawValue: "other")
            try await storage.insert(
                Sample.group(1, "Root"), Sample.group(2, "Second"), Sample.group(3, "Child", below: 1),
                Sample.group(4, "Child", below: 2), Sample.group(5, "Root", of: other),
                Sample.group(6, "root", below: 1))
            let taken = ServiceError.alreadyExists(.group, field: "name")
            await storage.expectRefusal(taken) { try $0.groupWrites.insert(Sample.group(9, "ROOT")) }
            await storage.expectRefusal(taken) { try $0.groupWrites.insert(Sample.group(9, "CHILD", below: 2)) }
            await storage.expectRefusal(taken) { try $0.groupWrites.replace(Sample.group(2, "rOOt")) }
            await storage.expectRefusal(taken) { try $0.groupWrites.replace(Sample.group(4, "Child", below: 1)) }
            await storage.expectRefusal(.alreadyExists(.group, field: "id")) {
                try $0.groupWrites.insert(Sample.group(1, "New"))
            }
            // Its own name stays free for the group itself.
            try await storage.write { try $0.groupWrites.replace(Sample.group(2, "SECOND")) }
        },
        StoragePromise("a group stands below one that exists, and is not removed with others below it") { storage in
            await storage.expectRefusal(.notFound(.group)) { try $0.groupWrites.insert(Sample.group(1, below: 9)) }
            try await storage.insert(Sample.group(1), Sample.group(2, below: 1))
            await storage.expectRefusal(.notFound(.group)) { try $0.groupWrites.replace(Sample.group(2, below: 9)) }
            await storage.expectRefusal(.notFound(.group)) { try $0.groupWrites.replace(Sample.group(9)) }
            await storage.expectRefusal(.notFound(.group)) { try $0.groupWrites.remove(Sample.groupID(9)) }
            await storage.expectRefusal(.conflict(.notEmpty(.group))) { try $0.groupWrites.remove(Sample.groupID(1)) }
            try await storage.write { store in
                try store.groupWrites.replace(Sample.group(2))
                try store.groupWrites.remove(Sample.groupID(1))
            }
            #expect(try await storage.groups { try $0.count() } == 1)
        },
        StoragePromise("a moved and renamed group leaves its place and its mapped names to others") { storage in
            try await storage.insert(Sample.group(1, "a"), Sample.group(2, "b", below: 1, mapped: ["x", "y"]))
            try await storage.write { store in
                try store.groupWrites.replace(Sample.group(2, "c", mapped: ["y", "z"]))
                try store.groupWrites.insert(Sample.group(3, "b", below: 1))
            }
            try await storage.groups { groups throws in
                #expect(try groups.mapped(to: ["x"], of: .standard).isEmpty)
                #expect(try groups.mapped(to: ["y", "z", "w"], of: .standard).map(\.id) == [Sample.groupID(2)])
                #expect(try groups.mapped(to: ["z"], of: OrganizationID(rawValue: "other")).isEmpty)
                #expect(try groups.mapped(to: ["Z"], of: .standard).isEmpty)
                #expect(try groups.mapped(to: [], of: .standard).isEmpty)
                #expect(try groups.find(key: "b", below: Sample.groupID(1), of: .standard)?.id == Sample.groupID(3))
            }
        },
        StoragePromise("groups with roles or permissions of their own are the granting ones") { storage in
            let other = OrganizationID(rawValue: "other"), alike = Role(rawValue: "administrator")
            try await storage.insert(
                Sample.group(1), Sample.group(2, roles: [.admin]), Sample.group(3, permissions: [Permission("x")]),
                Sample.group(4, of: other, roles: [.admin, alike]), Sample.group(5, roles: [alike]))
            try await storage.groups { groups throws in
                func found(_ role: Role?, _ organization: OrganizationID?) throws -> [GroupID] {
                    try groups.granting(holding: role, of: organization).map(\.id)
                }
                #expect(try found(nil, nil) == [2, 3, 4, 5].map(Sample.groupID))
                #expect(try found(.admin, nil) == [2, 4].map(Sample.groupID))
                #expect(try found(nil, other) == [Sample.groupID(4)])
                #expect(try found(.admin, .standard) == [Sample.groupID(2)])
                #expect(try found(.superAdmin, nil).isEmpty)
            }
        },
    ]
}
