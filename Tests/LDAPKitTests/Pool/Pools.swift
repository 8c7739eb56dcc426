import LDAPKit
import TestSupport

/// Pools over the real directory, and the sign-in they are made for.
enum Pools {
    private static let people = (try? DistinguishedName("ou=people,dc=example,dc=org")) ?? .root

    static func make(
        _ directory: Slapd, _ urls: [LDAPURL]? = nil, _ limits: LDAPPoolSettings = LDAPPoolSettings(seats: 2),
        as identity: LDAPServiceIdentity? = nil
    ) throws -> LDAPPool {
        LDAPPool(
            Way.settings(try urls ?? [directory.url()]),
            as: identity ?? .simple(dn: "cn=reader,ou=services,dc=example,dc=org") { Array("reader-secret".utf8) },
            limits: limits)
    }

    /// `nil` when the directory answered.
    static func failure(_ pool: LDAPPool, _ uid: String, _ password: String) async -> LDAPFailure? {
        do throws(LDAPFailure) { _ = try await signIn(pool, uid, password) } catch { return error }
        return nil
    }

    static func signIn(_ pool: LDAPPool, _ uid: String, _ password: String) async throws(LDAPFailure) -> Bool {
        try await pool.run { seat throws(LDAPFailure) in
            let search = LDAPSearch(
                base: people, filter: .equals("uid", uid), attributes: ["1.1"])
            let found = try seat.asService { connection throws(LDAPFailure) in try connection.search(search).entries }
            guard found.count == 1 else { return false }
            return try seat.bind(dn: found[0].dn, password: password.utf8).isSuccess
        }
    }
}
