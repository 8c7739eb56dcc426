import JSONText
import Testing

@Suite struct UserListTests {
    /// Logins, in an order that is neither that of the display names nor that of the addresses.
    private static let logins = ["anna", "bert", "Carla", "dora", "emil", "frida", "gerd"]

    private static func fill(_ house: Gatehouse, _ admin: Person) async throws {
        for (index, login) in logins.enumerated() {
            var user: JSONObject = ["login": .string(login), "displayName": .string("Person \(9 - index)")]
            if index % 3 != 0 { user["email"] = .string("\(index * 5 % 7)@example.org") }
            user["enabled"] = .bool(index != 2)
            #expect(try await house.post("users", admin, .object(user)).status == 201)
        }
    }

    private static func logins(_ answer: Answer) -> [String] {
        (answer["items"]?.arrayValue ?? []).compactMap { $0.objectValue?["login"]?.stringValue }
    }

    @Test(arguments: ["login", "email", "displayName", "createdAt"])
    func everySortRunsThroughAllPagesOnceBothWays(_ field: String) async throws {
        try await withGatehouse { house, admin in
            try await Self.fill(house, admin)
            var orders: [[String]] = []
            for sort in [field, "-\(field)"] {
                let whole = Self.logins(try await house.get("users?sort=\(sort)", admin))
                #expect(Set(whole) == Set(Self.logins + ["admin"]))
                var paged: [String] = [], cursor: String? = ""
                while let here = cursor {
                    let more = here.isEmpty ? "" : "&cursor=\(escaped(here))"
                    let page = try await house.get("users?limit=3&sort=\(sort)\(more)", admin)
                    #expect(page.status == 200)
                    paged += Self.logins(page)
                    cursor = page.string("next")
                }
                #expect(paged == whole)
                orders.append(whole)
            }
            #expect(orders[0] == orders[1].reversed())
        }
    }

    @Test func aListIsInTheOrderOfTheFoldedLogin() async throws {
        try await withGatehouse { house, admin in
            try await Self.fill(house, admin)
            let listed = Self.logins(try await house.get("users", admin))
            #expect(listed == ["admin", "anna", "bert", "Carla", "dora", "emil", "frida", "gerd"])
            let byName = Self.logins(try await house.get("users?sort=displayName&search=person", admin))
            #expect(byName == Self.logins.reversed())
        }
    }

    @Test func usersThatComeAndGoBetweenPagesSpoilNoPage() async throws {
        try await withGatehouse { house, admin in
            try await Self.fill(house, admin)
            let first = try await house.get("users?limit=4", admin)
            #expect(try await house.delete("users/login:Carla", admin).status == 204)
            #expect(try await house.post("users", admin, ["login": "aaron"]).status == 201)
            let cursor = try #require(first.string("next"))
            let second = try await house.get("users?limit=100&cursor=\(escaped(cursor))", admin)
            #expect(Self.logins(second) == ["dora", "emil", "frida", "gerd"])
        }
    }

    @Test func searchAndFiltersNarrowTheList() async throws {
        try await withGatehouse { house, admin in
            try await Self.fill(house, admin)
            func found(_ query: String) async throws -> [String] {
                let answer = try await house.get("users?\(query)", admin)
                #expect(answer.status == 200, "\(query)")
                return Self.logins(answer)
            }
            #expect(try await found("search=CARL") == ["Carla"])
            #expect(try await found("search=example.org&limit=2").count == 2)
            #expect(try await found("search=\(escaped("ＥＭＩＬ"))") == ["emil"])
            #expect(try await found("enabled=false") == ["Carla"])
            #expect(try await found("enabled=true").count == 7)
            #expect(try await found("source=local").count == 8)
            #expect(try await found("source=other").isEmpty)
            #expect(try await found("search=a&enabled=false&source=local") == ["Carla"])
            for wild in ["%25", "_", "*", "a%25", "%5C", "'"] {
                #expect(try await found("search=\(wild)").isEmpty, "\(wild) stands for itself")
            }
        }
    }
}
