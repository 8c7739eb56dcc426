import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct GroupTests {
    @Test func aGroupIsMadeReadByIdAndPathAndOnRecord() async throws {
        let house = try await TestHouse()
        let ops = try await house.group("Ops", roles: ["reader"])
        var command = CreateGroup(name: "Linux", parent: .path(["ops"]))
        command.about = "those who know"
        command.permissions = ["host:restart"]
        command.mappedExternalGroups = ["cn=linux,dc=example"]
        let made = try await house.groups.create(command, as: TestHouse.operator)
        #expect(made.path == "Ops/Linux")
        #expect(made.group.parent == ops)
        let read = try await house.groups.read(.path(["OPS", "linux"]), as: TestHouse.operator)
        #expect(read.group == made.group)
        #expect(read.group.mappedExternalGroups == ["cn=linux,dc=example"])
        #expect(read.group.permissions == [Permission("host", action: "restart")])
        let entry = try #require(try await house.records(1).first)
        #expect(entry.action == .groupCreated)
        #expect(entry.object?.name == "Linux")
        #expect(entry.organization == .standard)
    }

    @Test func everythingThatIsWrongIsSaidAtOnce() async throws {
        let house = try await TestHouse()
        var command = CreateGroup(name: "a/b")
        command.about = "a\u{0}b"
        command.permissions = ["nonsense", "users:fly"]
        command.mappedExternalGroups = [""]
        let wrong = command
        await #expect {
            try await house.groups.create(wrong, as: TestHouse.operator)
        } throws: { error in
            guard case ServiceError.invalidInput(let problems) = error else { return false }
            return problems.map(\.field) == ["name", "about", "permissions", "permissions", "mappedExternalGroups"]
                && problems[3].rule == .unknown
        }
        var undefined = CreateGroup(name: "ops")
        undefined.roles = ["emperor"]
        let second = undefined
        await #expect {
            try await house.groups.create(second, as: TestHouse.operator)
        } throws: { error in
            guard case ServiceError.invalidInput(let problems) = error else { return false }
            return problems.map(\.rule) == [.unknown]
        }
        #expect(try await house.groups.list(GroupQuery(limit: 9), as: TestHouse.operator).isEmpty)
    }

    @Test func aNameIsTakenOnceBelowAParentInWhateverCase() async throws {
        let house = try await TestHouse()
        let ops = try await house.group("ops")
        try await house.group("linux", under: ops)
        try await house.group("ops", under: ops)
        let taken = ServiceError.alreadyExists(.group, field: "name")
        await #expect(throws: taken) { try await house.group("OPS") }
        await #expect(throws: taken) { try await house.group("Ｌinux", under: ops) }
        let other = try await house.group("Linux")
        await #expect(throws: taken) {
            try await house.groups.edit(.id(other), edit { $0.parent = .set(.id(ops)) }, as: TestHouse.operator)
        }
    }

    @Test func anEditChangesWhatItNamesAndMovesTheVersion() async throws {
        let house = try await TestHouse()
        let ops = try await house.group("ops", roles: ["reader"])
        let edited = try await house.groups.edit(
            .id(ops),
            edit {
                $0.name = "operations"
                $0.roles = ["auditor"]
                $0.ifVersion = 1
            }, as: TestHouse.operator)
        #expect(edited.path == "operations")
        #expect(edited.group.roles == [.auditor])
        #expect(edited.group.version == 2)
        #expect(try await house.records(1).first?.detail == "name, roles")
        await #expect(throws: ServiceError.conflict(.versionMoved(current: 2))) {
            try await house.groups.edit(.id(ops), edit { $0.ifVersion = 1 }, as: TestHouse.operator)
        }
        let count = try await house.records().count
        let same = try await house.groups.edit(.id(ops), edit { $0.name = "operations" }, as: TestHouse.operator)
        #expect(same.group == edited.group)
        #expect(try await house.records().count == count)
    }

    @Test func aGroupWithOthersBelowGoesOnlyWithThem() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let ops = try await house.group("ops", permissions: ["host:read"])
        let linux = try await house.group("linux", under: ops)
        try await house.group("kernel", under: linux)
        try await house.join(linux, "ada")
        #expect(try await house.grants(of: "ada").allow(Permission("host", action: "read"), in: .standard))
        await #expect(throws: ServiceError.conflict(.notEmpty(.group))) {
            try await house.groups.delete(.id(ops), as: TestHouse.operator)
        }
        try await house.groups.delete(.id(ops), withSubgroups: true, as: TestHouse.operator)
        #expect(try await house.groups.list(GroupQuery(limit: 9), as: TestHouse.operator).isEmpty)
        #expect(try await house.records(3).map(\.object?.name) == ["ops", "linux", "kernel"])
        #expect(!(try await house.grants(of: "ada").allow(Permission("host", action: "read"), in: .standard)))
    }

    @Test func listsShowOneLevelOrAllAndFindByName() async throws {
        let house = try await TestHouse()
        let ops = try await house.group("ops")
        let linux = try await house.group("linux", under: ops)
        try await house.group("kernel", under: linux)
        try await house.group("desk")
        func paths(_ query: GroupQuery, below: GroupSelector? = nil) async throws -> [String] {
            try await house.groups.list(query, below: below, as: TestHouse.operator).map(\.path)
        }
        #expect(try await paths(GroupQuery(limit: 9)) == ["desk", "ops/linux/kernel", "ops/linux", "ops"])
        #expect(try await paths(GroupQuery(level: .top, limit: 9)) == ["desk", "ops"])
        #expect(try await paths(GroupQuery(limit: 9), below: .path(["ops"])) == ["ops/linux"])
        #expect(try await paths(GroupQuery(search: "RN", limit: 9)) == ["ops/linux/kernel"])
        let first = try await house.groups.list(GroupQuery(limit: 2), as: TestHouse.operator)
        let last = try #require(first.last?.group)
        let after = GroupPosition(key: last.name.key, id: last.id)
        #expect(try await paths(GroupQuery(after: after, limit: 2)) == ["ops/linux", "ops"])
        await #expect(throws: ServiceError.notFound(.group)) {
            try await paths(GroupQuery(limit: 9), below: .path(["none"]))
        }
    }

    @Test func membersAreListedDirectlyOrWithThoseBelow() async throws {
        let house = try await TestHouse()
        let ops = try await house.group("ops")
        let linux = try await house.group("linux", under: ops)
        for login in ["carl", "ada", "bob"] { try await house.user(login) }
        try await house.join(ops, "bob")
        try await house.join(linux, "carl", "ada", "bob")
        func logins(_ isEffective: Bool) async throws -> [String] {
            try await house.groups.members(
                ListMembers(of: .id(ops), isEffective: isEffective, limit: 9), as: TestHouse.operator
            ).map(\.login.display)
        }
        #expect(try await logins(false) == ["bob"])
        #expect(try await logins(true) == ["ada", "bob", "carl"])
        let groups = try await house.groups.groups(of: .login("ada"), as: try await house.signedIn("ada"))
        #expect(groups.map(\.place.path) == ["ops", "ops/linux"])
        #expect(groups.map(\.origin) == [nil, .assigned])
    }

    @Test func addingAndRemovingAMemberTwiceChangesNothingTheSecondTime() async throws {
        let house = try await TestHouse()
        let ops = try await house.group("ops")
        let ada = try await house.user("ada")
        #expect(try await house.groups.addMember(.id(ada.id), to: .id(ops), as: TestHouse.operator))
        #expect(!(try await house.groups.addMember(.id(ada.id), to: .id(ops), as: TestHouse.operator)))
        #expect(try await house.groups.removeMember(.id(ada.id), from: .id(ops), as: TestHouse.operator))
        #expect(!(try await house.groups.removeMember(.id(ada.id), from: .id(ops), as: TestHouse.operator)))
        #expect(try await house.records(3).map(\.action) == [.groupMemberRemoved, .groupMemberAdded, .userCreated])
        #expect(try await house.records(1).first?.detail == "user \(ada.id)")
    }

    @Test func whomTheSourceHasPutInIsNotTakenOutByHand() async throws {
        let house = try await TestHouse()
        var command = CreateGroup(name: "ops")
        command.mappedExternalGroups = ["cn=ops"]
        let ops = try await house.groups.create(command, as: TestHouse.operator).group.id
        let ada = try await house.user("ada")
        try await house.storage.write { store in
            _ = try store.groupWrites.addMember(ada.id, to: ops, origin: .mapped)
        }
        await #expect {
            try await house.groups.removeMember(.id(ada.id), from: .id(ops), as: TestHouse.operator)
        } throws: { error in
            guard case ServiceError.unsupported = error else { return false }
            return true
        }
        _ = try await house.groups.edit(
            .id(ops), edit { $0.mappedExternalGroups = [] }, as: TestHouse.operator)
        #expect(try await house.groups.removeMember(.id(ada.id), from: .id(ops), as: TestHouse.operator))
    }

    @Test func aGroupThatIsHandedToSomebodyGivesThemItsMembersAndNotItsGrants() async throws {
        let house = try await TestHouse()
        let ops = try await house.group("ops", permissions: ["host:read"])
        let other = try await house.group("other")
        let keepers = try await house.group("keepers", permissions: ["groups/\(ops):manage", "host:read"])
        for login in ["keeper", "ada"] { try await house.user(login) }
        try await house.join(keepers, "keeper")
        let keeper = try await house.signedIn("keeper")
        #expect(try await house.groups.addMember(.login("ada"), to: .id(ops), as: keeper))
        let members = try await house.groups.members(ListMembers(of: .id(ops), limit: 9), as: keeper)
        #expect(members.map(\.login.display) == ["ada"])
        #expect(try await house.groups.read(.id(ops), as: keeper).path == "ops")
        #expect(try await house.groups.removeMember(.login("ada"), from: .id(ops), as: keeper))
        await #expect(throws: ServiceError.notFound(.group)) {
            try await house.groups.addMember(.login("ada"), to: .id(other), as: keeper)
        }
        let right = ServiceError.forbidden(.missingRight(.manageGroups))
        await #expect(throws: right) {
            try await house.groups.edit(.id(ops), edit { $0.permissions = [] }, as: keeper)
        }
        await #expect(throws: right) { try await house.groups.delete(.id(ops), as: keeper) }
    }
}
