import IdentityCore
import Testing

extension StorageConformance {
    static let changeMarkerPromises: [StoragePromise] = [
        StoragePromise("the change marker stands still while nothing is written") { storage in
            try await storage.insert(Sample.user(1))
            let marker = try storage.changeMarker()
            _ = try await storage.list(UserQuery(limit: 9))
            _ = try await storage.find(.id(Sample.userID(1)))
            #expect(try storage.changeMarker() == marker)
        },
        StoragePromise("the change marker moves with every write that was answered") { storage in
            var markers: Set<ChangeMarker> = [try storage.changeMarker()]
            for number in UInt32(1)...20 {
                try await storage.insert(Sample.user(number))
                let (isNew, _) = markers.insert(try storage.changeMarker())
                #expect(isNew, "after write \(number)")
            }
        },
        StoragePromise("what was read under a marker is current while the marker stands") { storage in
            try await storage.insert(Sample.user(1))
            try await withThrowingTaskGroup { group in
                group.addTask {
                    for round in 1...100 {
                        try await storage.write { store in
                            var user = try store.users.require(.id(Sample.userID(1)))
                            user.version = round
                            try store.userWrites.replace(user)
                        }
                    }
                }
                group.addTask {
                    for _ in 1...100 {
                        let before = try storage.changeMarker()
                        let first = try await storage.find(.id(Sample.userID(1)))?.version
                        let second = try await storage.find(.id(Sample.userID(1)))?.version
                        if try storage.changeMarker() == before { #expect(first == second) }
                    }
                }
                try await group.waitForAll()
            }
        },
    ]
}
