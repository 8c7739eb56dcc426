import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let pagingPromises: [StoragePromise] =
        UserSort.Field.allCases.flatMap { field in
            [false, true].map { descending in
                let order = "\(field.rawValue), \(descending ? "descending" : "ascending")"
                return StoragePromise("pages by \(order), visit every user once and in order") { storage in
                    try await checkPages(of: storage, sort: UserSort(field, descending: descending))
                }
            }
        } + [
            StoragePromise("a page has at most as many users as asked for, and none for zero") { storage in
                try await storage.insert((1...5).map { Sample.user($0) })
                #expect(try await storage.list(UserQuery(limit: 3)).count == 3)
                #expect(try await storage.list(UserQuery(limit: 9)).count == 5)
                #expect(try await storage.list(UserQuery(limit: 0)).isEmpty)
            },
            StoragePromise("a page goes on behind a user who was removed meanwhile") { storage in
                try await storage.insert((1...4).map { Sample.user($0) })
                let first = try await storage.list(UserQuery(limit: 2))
                let last = try #require(first.last)
                try await storage.write { try $0.userWrites.remove(last.id) }
                let rest = try await storage.list(UserQuery(after: last.position(in: UserSort()), limit: 9))
                #expect(rest.map(\.login.key) == ["user3", "user4"])
            },
            StoragePromise("names are ordered by their bytes in UTF-8") { storage in
                let names = ["z", "é", "a", "\u{FF5E}", "\u{1F600}", "B"]
                try await storage.insert(names.enumerated().map { Sample.user(UInt32($0) + 1, $1) })
                let listed = try await storage.list(UserQuery(limit: 9)).map(\.login.key)
                #expect(listed == ["a", "b", "z", "é", "\u{FF5E}", "\u{1F600}"])
            },
            StoragePromise("a position far outside of time is no error") { storage in
                try await storage.insert(Sample.user(1))
                let past = UserPosition(value: .date(Date(timeIntervalSince1970: -1e300)), id: Sample.userID(9))
                let future = UserPosition(value: .date(Date(timeIntervalSince1970: 1e300)), id: Sample.userID(9))
                #expect(try await storage.list(UserQuery(sort: UserSort(.createdAt), after: past, limit: 9)).count == 1)
                #expect(try await storage.list(UserQuery(sort: UserSort(.createdAt), after: future, limit: 9)).isEmpty)
            },
        ]

    /// With ties in every field that may have them, and users without a mail address.
    private static func checkPages(of storage: any Storage, sort: UserSort) async throws {
        let users = (UInt32(1)...23).map { number in
            Sample.user(
                number * 7 % 23 + 1, "login\(number * 5 % 23)",
                email: number % 3 == 0 ? nil : "mail\(number * 11 % 23)@example.org", name: "name\(number % 4)",
                createdAt: Sample.start.addingTimeInterval(Double(number % 5)))
        }
        try await storage.insert(users)
        var visited: [User] = []
        var after: UserPosition?
        while true {
            let page = try await storage.list(UserQuery(sort: sort, after: after, limit: 4))
            visited += page
            guard let last = page.last, visited.count <= users.count else { break }
            after = last.position(in: sort)
        }
        #expect(visited.count == users.count)
        #expect(Set(visited.map(\.id)) == Set(users.map(\.id)))
        let keys = visited.map { Self.sortKey($0, sort.field) }
        let ascending = sort.descending ? Array(keys.reversed()) : keys
        #expect(zip(ascending, ascending.dropFirst()).allSatisfy { $0 < $1 })
    }

    /// All values here are of one length in each field (or empty), so that texts compare as the values do.
    private static func sortKey(_ user: User, _ field: UserSort.Field) -> String {
        let value =
            switch field {
            case .login: user.login.key
            case .email: user.email?.key ?? ""
            case .displayName: user.displayName.key
            case .createdAt: "\(user.createdAt.timeIntervalSince1970)"
            }
        // A space sorts before every sign in use: a shorter value comes before a longer one.
        return "\(value) \(user.id)"
    }
}
