import FoundationEssentials
import IdentityCore
import LDAPKit
import ProviderLDAP
import SourceConformance
import TestSupport

/// A source over an OpenLDAP of its own, with one person to check the promises on.
final class SlapdFixture: SourceFixture {
    let source: IdentitySource
    let login = "hugo"
    let password = Secret("hugo-secret")
    let externalID: String

    private let slapd: Slapd

    init() async throws {
        slapd = try Slapd.start()
        source = try await DirectorySource.open(DirectorySource.settings(slapd))
        externalID = try await source.verified("hugo").externalID
    }

    func account(for login: String) async throws -> AccountOnFile? { nil }

    func setPassword(_ password: Secret) async throws -> Bool {
        // An empty value is no value of that attribute.
        guard !password.isEmpty else { return false }
        let base64 = password.reveal { Data($0.utf8).base64EncodedString() }
        try slapd.apply(
            """
            dn: uid=hugo,\(slapd.place.peopleBase)
            changetype: modify
            replace: userPassword
            userPassword:: \(base64)

            """
        )
        return true
    }

    func addOthers(_ count: Int) async throws -> Bool {
        let entries = (0..<count).map { number in
            """
            dn: uid=other\(number),\(slapd.place.peopleBase)
            changetype: add
            objectClass: inetOrgPerson
            uid: other\(number)
            cn: Other \(number)
            sn: Other

            """
        }
        try slapd.apply(entries.joined(separator: "\n"))
        return true
    }

    func takeAway() async throws -> Bool {
        slapd.stop()
        return true
    }
}
