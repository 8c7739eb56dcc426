import IdentityCore
import Testing

extension StorageConformance {
    static let documentPromises: [StoragePromise] = [
        StoragePromise("documents are stored in the place of earlier ones, listed by name, and removed") { storage in
            let owner = DocumentOwner.user(Sample.userID(1))
            try await storage.write { store in
                try store.documentWrites.put(Sample.document(owner, .variables, #"{"a": "ü\u0000"}"#))
                try store.documentWrites.put(Sample.document(owner, .configuration))
                try store.documentWrites.put(Sample.document(owner, .variables, #"{"b": 1}"#))
                try store.documentWrites.put(Sample.document(.organization(.standard), .variables, "[]"))
            }
            try await storage.read(.point) { store throws in
                #expect(try store.documents.find(.variables, of: owner)?.text == #"{"b": 1}"#)
                #expect(try store.documents.find(.adminProperties, of: owner) == nil)
                #expect(try store.documents.list(of: owner).map(\.name) == [.configuration, .variables])
                // The same id of another kind is another owner.
                #expect(try store.documents.list(of: .tenant(.standard)).isEmpty)
                #expect(try store.documents.list(of: .organization(.standard)).map(\.text) == ["[]"])
            }
            for wanted in [true, false] {
                #expect(try await storage.write { try $0.documentWrites.remove(.variables, of: owner) } == wanted)
            }
            #expect(try await storage.read(.point) { try $0.documents.list(of: owner).map(\.name) } == [.configuration])
        },
        StoragePromise("one document of each of many owners is found at once") { storage in
            let odd = DocumentOwner(kind: .resource, id: "say \"x\"\\ü\u{1}/")
            let owners = (UInt32(1)...500).map { DocumentOwner.user(Sample.userID($0)) } + [odd, .tenant(.standard)]
            try await storage.write { store in
                for owner in owners {
                    try store.documentWrites.put(Sample.document(owner, .variables, "\"\(owner.id.count)\""))
                    try store.documentWrites.put(Sample.document(owner, .configuration))
                }
            }
            let asked = Array(owners.dropFirst(100)) + [odd, .organization(.standard), .user(Sample.userID(999))]
            try await storage.read(.scan) { store throws in
                let found = try store.documents.list(.variables, of: asked)
                #expect(found.count == 402)
                #expect(Set(found.map(\.owner)) == Set(owners.dropFirst(100)))
                #expect(found.allSatisfy { $0.name == .variables && $0.text == "\"\($0.owner.id.count)\"" })
                #expect(try store.documents.list(.variables, of: []).isEmpty)
            }
        },
    ]
}
