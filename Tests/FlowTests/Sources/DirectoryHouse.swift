import JSONText
import TestSupport
import Testing

/// A Gatehouse whose source `corp` is a real OpenLDAP.
enum DirectoryHouse {
    /// Runs `body` with both of them.
    /// - Parameters:
    ///   - settings: take the place of, or stand beside, those of ``settings(of:_:)``.
    ///   - policy: likewise of a source that makes users at their first sign-in.
    static func with(
        _ options: Slapd.Options = Slapd.Options(), settings: (Slapd.Place) -> JSONObject = { _ in [:] },
        policy: JSONObject = [:], _ body: (Gatehouse, _ admin: Person, Slapd) async throws -> Void
    ) async throws {
        let slapd = try Slapd.start(options)
        defer { slapd.stop() }
        try await withGatehouse(Settings(sections(of: slapd, settings(slapd.place), policy: policy))) { house, admin in
            try await body(house, admin, slapd)
        }
    }

    static func sections(
        of slapd: Slapd, _ settings: JSONObject = [:], policy: JSONObject = [:]
    ) -> JSONObject {
        var whole: JSONObject = ["createsOnFirstLogin": true]
        for member in policy.members { whole[member.key] = member.value }
        return [
            "sources": [
                ["id": "local", "kind": "local"],
                [
                    "id": "corp", "kind": "ldap", "policy": .object(whole),
                    "settings": .object(self.settings(of: slapd.place, settings)),
                ],
            ]
        ]
    }

    /// What reaches the directory as its reader.
    static func settings(of place: Slapd.Place, _ more: JSONObject = [:]) -> JSONObject {
        var settings: JSONObject = [
            "url": .string(place.url), "base": .string(place.base), "bind": bind(as: place.reader),
            "people": ["base": .string(place.peopleBase)], "groups": ["base": .string(place.groupsBase)],
        ]
        for member in more.members { settings[member.key] = member.value }
        return settings
    }

    static func bind(as account: Slapd.Account) -> JSONValue {
        ["dn": .string(account.dn), "passwordFile": .string(account.passwordFile)]
    }
}

extension Gatehouse {
    func signInOfTheDirectory(_ login: String) async throws -> Answer {
        try await signIn(login, Slapd.password(of: login))
    }

    /// Makes a group into which one of the directory leads.
    func mappedGroup(_ name: String, to external: String, roles: [String] = [], madeBy admin: Person) async throws {
        let made = try await post(
            "groups", admin,
            [
                "name": .string(name), "mappedExternalGroups": [.string(external)],
                "roles": .array(roles.map(JSONValue.string)),
            ])
        #expect(made.status == 201, "\(made.text)")
    }

    /// Names of the groups of a user.
    func groups(of login: String, _ admin: Person) async throws -> Set<String> {
        let answer = try await get("users/login:\(escaped(login))/groups", admin)
        let names = answer["items"]?.arrayValue?.compactMap { $0.objectValue?["name"]?.stringValue }
        return Set(try #require(names, "\(answer.text)"))
    }

    func sync(_ admin: Person, _ body: JSONObject = [:]) async throws -> Answer {
        let answer = try await post("sources/corp/sync", admin, .object(body))
        #expect(answer.status == 200, "\(answer.text)")
        return answer
    }
}

extension Slapd {
    /// Sign-ins at the directory by names that hold the text.
    func binds(of text: String) throws -> Int {
        try log().split(separator: "\n").filter { $0.contains("BIND dn=") && $0.contains(text) }.count
    }

    func searches() throws -> [Substring] { try log().split(separator: "\n").filter { $0.contains("SRCH base=") } }
}
