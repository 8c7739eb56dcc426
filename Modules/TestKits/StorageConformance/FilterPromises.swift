import IdentityCore
import Testing

extension StorageConformance {
    static let filterPromises: [StoragePromise] = [
        StoragePromise("a list can be narrowed to enabled or disabled users and to a source") { storage in
            let corp = SourceID(rawValue: "corp")
            try await storage.insert(
                Sample.user(1), Sample.user(2, enabled: false), Sample.user(3, source: corp),
                Sample.user(4, enabled: false, source: corp))
            func numbers(_ query: UserQuery) async throws -> [String] {
                try await storage.list(query).map { String($0.login.key.last!) }
            }
            #expect(try await numbers(UserQuery(isEnabled: true, limit: 9)) == ["1", "3"])
            #expect(try await numbers(UserQuery(isEnabled: false, limit: 9)) == ["2", "4"])
            #expect(try await numbers(UserQuery(source: corp, limit: 9)) == ["3", "4"])
            #expect(try await numbers(UserQuery(isEnabled: false, source: .local, limit: 9)) == ["2"])
            #expect(try await numbers(UserQuery(source: SourceID(rawValue: "none"), limit: 9)).isEmpty)
        },
        StoragePromise("a search finds its text inside login, mail address and shown name") { storage in
            try await storage.insert(
                Sample.user(1, "findme", name: "x"), Sample.user(2, email: "a@findme.example", name: "x"),
                Sample.user(3, name: "Please FindMe now"), Sample.user(4, name: "find me"))
            let found = try await storage.list(UserQuery(search: "findme", sort: UserSort(.createdAt), limit: 9))
            #expect(found.map(\.id) == [1, 2, 3].map(Sample.userID))
        },
        StoragePromise("a search takes %, _, *, quotes and backslashes as plain text") { storage in
            let names = ["50%off", "50xoff", "a_b", "axb", "o'hara", "say \"x\"", "back\\slash", "st*r", "');--"]
            try await storage.insert(names.enumerated().map { Sample.user(UInt32($0) + 1, name: $1) })
            for text in ["0%o", "a_b", "o'h", "\"x\"", "k\\s", "t*r", "');--"] {
                let found = try await storage.list(UserQuery(search: text, limit: 9)).map(\.displayName.key)
                #expect(found == names.filter { $0.contains(text) }, "\(text)")
                #expect(found.count == 1, "\(text)")
            }
            #expect(try await storage.list(UserQuery(search: "%", limit: 9)).count == 1)
        },
        StoragePromise("a search that nothing matches is empty, and an empty one narrows nothing") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            #expect(try await storage.list(UserQuery(search: "nowhere", limit: 9)).isEmpty)
            #expect(try await storage.list(UserQuery(search: "", limit: 9)).count == 2)
        },
        StoragePromise("pages of a narrowed list visit every match once") { storage in
            try await storage.insert(
                (1...30).map { Sample.user($0, name: $0 % 2 == 0 ? "even" : "odd", enabled: $0 % 3 != 0) })
            let sort = UserSort(.displayName, descending: true)
            var query = UserQuery(search: "even", isEnabled: true, source: .local, sort: sort, limit: 3)
            var visited: [UserID] = []
            while let last = try await storage.list(query).last, visited.count <= 30 {
                visited += try await storage.list(query).map(\.id)
                query.after = last.position(in: sort)
            }
            #expect(visited.count == 10)
            #expect(Set(visited) == Set((1...30).filter { $0 % 2 == 0 && $0 % 3 != 0 }.map(Sample.userID)))
        },
    ]
}
