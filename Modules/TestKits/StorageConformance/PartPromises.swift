import IdentityCore
import Testing

extension StoreWriting {
    /// Runs a part that does `body` and then throws.
    /// - Returns: what came out of it.
    fileprivate func undone(_ body: () throws(ServiceError) -> Void) -> ServiceError? {
        do throws(ServiceError) {
            try attempt { () throws(ServiceError) in
                try body()
                throw StorageConformance.refusal
            }
            return nil
        } catch { return error }
    }
}

extension StorageConformance {
    fileprivate static let refusal = ServiceError.conflict(.lastAdministrator)

    static let partPromises: [StoragePromise] = [
        StoragePromise("a part that throws is undone in every table, and what stood before it stays") { storage in
            try await storage.insert(Sample.user(1, "anna"))
            try await storage.write { store in
                try store.userWrites.insert(Sample.user(2, "bert"))
                try store.auditWrites.append(Sample.fact(detail: "before"))
                let thrown = store.undone { () throws(ServiceError) in
                    try store.userWrites.replace(Sample.user(1, "renamed"))
                    try store.userWrites.remove(Sample.userID(2))
                    try store.userWrites.insert(Sample.user(3, "cleo"))
                    try store.passwordWrites.put(Sample.password(of: 1))
                    try store.auditWrites.append(Sample.fact(detail: "undone"))
                }
                #expect(thrown == refusal)
                let (first, second) = (
                    try store.users.find(.id(Sample.userID(1))), try store.users.find(.id(Sample.userID(2)))
                )
                #expect(first?.login.key == "anna" && second?.login.key == "bert")
                try store.auditWrites.append(Sample.fact(detail: "after"))
            }
            #expect(try await storage.list(UserQuery(limit: 9)).map(\.login.key) == ["anna", "bert"])
            let records = try await storage.audit()
            #expect(records.map(\.entry.detail) == ["after", "before"])
            #expect(records.map(\.sequence) == [2, 1])
            let password = try await storage.read(.point) { try $0.passwords.find(of: Sample.userID(1)) }
            #expect(password == nil)
        },
        StoragePromise("a part that returns is kept, with what it returned") { storage in
            let counted = try await storage.write { store in
                try store.attempt { () throws(ServiceError) in
                    try store.userWrites.insert(Sample.user(1))
                    return try store.users.count()
                }
            }
            #expect(counted == 1)
            #expect(try await storage.find(.id(Sample.userID(1))) != nil)
        },
        StoragePromise("a part within a part is undone alone, and with the one around it") { storage in
            try await storage.write { store in
                try store.attempt { () throws(ServiceError) in
                    try store.userWrites.insert(Sample.user(1, "anna"))
                    let inner = store.undone { () throws(ServiceError) in
                        try store.userWrites.insert(Sample.user(2, "bert"))
                    }
                    #expect(inner == refusal)
                }
                let outer = store.undone { () throws(ServiceError) in
                    try store.attempt { () throws(ServiceError) in
                        try store.userWrites.insert(Sample.user(3, "cleo"))
                    }
                }
                #expect(outer == refusal)
            }
            #expect(try await storage.list(UserQuery(limit: 9)).map(\.login.key) == ["anna"])
        },
        StoragePromise("a write that goes on after an undone part and then throws leaves no trace") { storage in
            try await storage.insert(Sample.user(3, "cleo"))
            await storage.expectRefusal(refusal) { store in
                try store.userWrites.insert(Sample.user(1))
                _ = store.undone { () throws(ServiceError) in try store.userWrites.insert(Sample.user(2)) }
                throw refusal
            }
            #expect(try await storage.list(UserQuery(limit: 9)).map(\.login.key) == ["cleo"])
        },
    ]
}
