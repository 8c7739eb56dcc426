import FoundationEssentials
import LDAPKit
import Testing

@testable import ProviderLDAP

@Suite struct IdentityLimitsTests {
    private let base: DistinguishedName
    private let map: AttributeMap

    init() throws {
        base = try DistinguishedName("dc=example,dc=org")
        map = DirectoryPreset.openLDAP.defaults(below: base).1
    }

    private func person(_ name: String, bytes: Int) throws -> Person {
        let all = ["entryUUID": "1", "uid": "ann", "cn": "Ann", "mail": "ann@example.org"]
        let attributes = all.merging([name: String(repeating: "x", count: bytes)]) { $1 }
        return try Person(
            LDAPEntry(
                dn: "uid=ann,dc=example,dc=org",
                attributes: attributes.map { (name: $0.key, values: [Array($0.value.utf8)]) }), map, within: base,
            now: Date(timeIntervalSince1970: 0))
    }

    private func groups(_ count: Int, nameBytes: Int = 1) throws -> [FoundGroup] {
        let dn = try DistinguishedName("cn=\(String(repeating: "g", count: nameBytes)),dc=example,dc=org")
        return Array(repeating: FoundGroup(dn: dn, path: []), count: count)
    }

    @Test func l10_aPersonBringsNoValueAndNoListOfGroupsOfAnySize() throws {
        for name in ["entryUUID", "uid", "mail", "cn"] {
            #expect(throws: Person.Defect.self, "\(name)") { try person(name, bytes: 4_097) }
            #expect(try person(name, bytes: 4_096).dn.isWithin(base))
        }
        #expect(try groups(65_536).withinLimits().count == 65_536)
        for many in [try groups(65_537), try groups(1, nameBytes: 4_096)] {
            let failure = #expect(throws: LDAPFailure.self) { try many.withinLimits() }
            #expect(failure?.kind == .tooMuch)
        }
    }
}
