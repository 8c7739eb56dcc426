import LDAPKit

/// What a source of kind `ldap` asks its directory for a sign-in, over two bare connections: the entry, the password,
/// the groups, and the groups above them.
struct BareDirectoryLogins {
    struct Place: Sendable {
        let url: LDAPURL
        let reader: String
        let readerPassword: [UInt8]
        let people: DistinguishedName
        let groups: DistinguishedName
    }

    /// A step of a sign-in did not come out as it should.
    struct Unexpected: Error, CustomStringConvertible {
        let description: String
    }

    private static let personAttributes = ["entryUUID", "uid", "mail", "displayName", "cn", "givenName", "sn"]

    private let place: Place
    private let service: LDAPConnection
    private let user: LDAPConnection

    init(_ place: Place) throws {
        self.place = place
        let settings = LDAPSettings(urls: [place.url])
        service = try .open(to: place.url, settings)
        user = try .open(to: place.url, settings)
        guard try service.bind(dn: place.reader, password: place.readerPassword).isSuccess else {
            throw Unexpected(description: "the reader's password is not taken")
        }
    }

    func signIn(_ login: String, password: String) throws {
        let question = LDAPFilter.and([.equals("objectClass", "inetOrgPerson"), .equals("uid", login)])
        let search = LDAPSearch(
            base: place.people, filter: question, attributes: Self.personAttributes, sizeLimit: 10)
        let found = try service.search(search).entries
        guard found.count == 1, let entry = found.first else {
            throw Unexpected(description: "\(found.count) entries are called \(login)")
        }
        guard try user.bind(dn: entry.dn, password: password.utf8).isSuccess else {
            throw Unexpected(description: "the password of \(login) is not taken")
        }
        guard let group = try groups(holding: entry.dn).first else {
            throw Unexpected(description: "\(login) is in no group")
        }
        _ = try groups(holding: group.dn)
    }

    private func groups(holding member: String) throws -> [LDAPEntry] {
        let question = LDAPFilter.and([.equals("objectClass", "groupOfNames"), .equals("member", member)])
        return try service.search(
            LDAPSearch(base: place.groups, filter: question, attributes: ["cn"], pageSize: 500)
        ).entries
    }
}
