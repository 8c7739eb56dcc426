import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct DocumentTests {
    private let anyone = TestHouse.operator

    @Test func aTextComesBackAsItWasGiven() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada")
        let text = #"{ "b":1.50, "a":"\u00e4" }"#
        let name = DocumentName.annotation(of: "waii")
        try await house.documents.put(name, text, of: .user(.id(ada.id)), as: anyone)
        #expect(try await house.documents.read(name, of: .user(.login("ADA")), as: anyone).text == text)
    }

    @Test func z02_aUserWritesItsPropertiesAndSettingsAndNothingThatAdministratorsWrite() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada")
        let own = DocumentHolder.user(.id(ada.id)), caller = try await house.signedIn("ada")
        for name in [DocumentName.userProperties, .configuration] {
            try await house.documents.put(name, #"{"theme":"dark"}"#, of: own, as: caller)
            #expect(try await house.documents.read(name, of: own, as: caller).text == #"{"theme":"dark"}"#)
        }
        try await house.documents.put(.adminProperties, #"{"cost":"7"}"#, of: own, as: anyone)
        let refused = ServiceError.forbidden(.missingRight(.manageUsers))
        for name in [DocumentName.adminProperties, .variables, .annotation(of: "dataiku")] {
            await house.expectRefusal(refused) { try await $0.documents.put(name, "{}", of: own, as: caller) }
            await house.expectRefusal(refused) { try await $0.documents.remove(name, of: own, as: caller) }
        }
        await house.expectRefusal(refused) { _ = try await $0.documents.read(.adminProperties, of: own, as: caller) }
        let seen = try await house.documents.list(of: own, as: caller).map(\.name)
        #expect(seen == [.configuration, .userProperties])
        #expect(
            try await house.documents.read(.adminProperties, of: own, as: anyone).text == #"{"cost":"7"}"#)
    }

    @Test func aReaderSeesNoAdminProperties() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada")
        try await house.user("guest", roles: [.reader])
        let holder = DocumentHolder.user(.id(ada.id)), guest = try await house.signedIn("guest")
        try await house.documents.put(.adminProperties, "{}", of: holder, as: anyone)
        try await house.documents.put(.configuration, "{}", of: holder, as: anyone)
        try await house.documents.put(.userProperties, "{}", of: holder, as: anyone)
        #expect(try await house.documents.list(of: holder, as: guest).map(\.name) == [.userProperties])
    }

    @Test func nobodyWritesToAStrongerAccount() async throws {
        let house = try await TestHouse()
        let root = try await house.user("root", roles: [.superAdmin])
        try await house.user("helper", roles: [.admin])
        let helper = try await house.signedIn("helper")
        await house.expectRefusal(.forbidden(.targetIsStronger)) {
            try await $0.documents.put(.adminProperties, "{}", of: .user(.id(root.id)), as: helper)
        }
    }

    @Test func aDocumentIsReplacedOnlyAsItWasRead() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada"), holder = DocumentHolder.user(.id(ada.id))
        let caller = try await house.signedIn("ada")
        #expect(try await house.documents.replace(.configuration, nil, with: "{}", of: holder, as: caller))
        #expect(try await !house.documents.replace(.configuration, nil, with: #"{"a":1}"#, of: holder, as: caller))
        #expect(try await house.documents.replace(.configuration, "{}", with: #"{"a":1}"#, of: holder, as: caller))
        #expect(try await house.documents.read(.configuration, of: holder, as: caller).text == #"{"a":1}"#)
    }

    @Test func sizeAndNumberAreBounded() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada"), holder = DocumentHolder.user(.id(ada.id))
        let long = #"{"a":"\#(String(repeating: "x", count: Document.maximumBytes))"}"#
        guard
            case .invalidInput(let problems)? = await house.problem({
                try await $0.documents.put(.userProperties, long, of: holder, as: anyone)
            })
        else { return #expect(Bool(false), "it was taken") }
        #expect(problems.map(\.rule) == [.outOfRange])
        for number in 0..<Document.maximumCount {
            try await house.documents.put(.annotation(of: "d\(number)"), "{}", of: holder, as: anyone)
        }
        let full = await house.problem { try await $0.documents.put(.variables, "{}", of: holder, as: anyone) }
        guard case .invalidInput? = full else { return #expect(Bool(false), "one too many was taken") }
        try await house.documents.put(.annotation(of: "d0"), #"{"a":1}"#, of: holder, as: anyone)
    }

    @Test(arguments: ["other", "annotation.", "annotation.A", "annotation.a/b", "", "annotation.a b"])
    func aDocumentOfAnUnknownNameIsRefused(_ name: String) async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada")
        let answer = await house.problem {
            try await $0.documents.put(DocumentName(rawValue: name), "{}", of: .user(.id(ada.id)), as: anyone)
        }
        guard case .invalidInput(let problems)? = answer else { return #expect(Bool(false), "it was taken") }
        #expect(problems.map(\.rule) == [.unknown])
    }

    @Test func anOrganizationsAdministratorWritesItsVariablesAndMembersReadThem() async throws {
        let house = try await TestHouse()
        let acme = try await house.place("acme")
        try await house.user("chief", of: acme, roles: [.orgAdmin])
        try await house.user("ada", of: acme)
        let chief = try await house.signedIn("chief"), ada = try await house.signedIn("ada")
        let tenant = DocumentHolder.tenant(TenantID(rawValue: "acme"))
        for holder in [DocumentHolder.organization(acme), tenant] {
            try await house.documents.put(.variables, #"{"region":"eu"}"#, of: holder, as: chief)
            #expect(try await house.documents.read(.variables, of: holder, as: ada).text == #"{"region":"eu"}"#)
            await house.expectRefusal(.forbidden(.missingRight(.manageTenants))) {
                try await $0.documents.remove(.variables, of: holder, as: ada)
            }
        }
    }
}
