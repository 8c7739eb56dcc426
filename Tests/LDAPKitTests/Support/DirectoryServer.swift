import LDAPKit
import TestSupport

/// The real OpenLDAP of the tests, as this room uses it.
extension Slapd {
    /// For tests that change nothing in it.
    private static let common = Result { try Slapd.start() }
    static func shared() throws -> Slapd { try common.get() }

    /// With a certificate that is not good, or without one.
    private static let expired = Result { try Slapd.start(Options(certificate: .expired)) }
    private static let misnamed = Result { try Slapd.start(Options(certificate: .wrongName)) }
    private static let selfSigned = Result { try Slapd.start(Options(certificate: .selfSigned)) }
    private static let unencrypted = Result { try Slapd.start(Options(certificate: .none)) }

    static func shared(_ certificate: Certificate) throws -> Slapd {
        switch certificate {
        case .good: try common.get()
        case .expired: try expired.get()
        case .wrongName: try misnamed.get()
        case .selfSigned: try selfSigned.get()
        case .none: try unencrypted.get()
        }
    }

    func url() throws -> LDAPURL { try LDAPURL(place.url) }
    func tlsURL() throws -> LDAPURL { try LDAPURL(place.tlsURL ?? "") }
    func socketURL() throws -> LDAPURL { try LDAPURL(place.socketURL) }

    func connection(_ settings: LDAPSettings = Way.settings()) throws -> LDAPConnection {
        try LDAPConnection.open(to: url(), settings)
    }

    /// Signed in as the reader.
    func reading(_ settings: LDAPSettings = Way.settings()) throws -> LDAPConnection {
        let connection = try connection(settings)
        let answer = try connection.bind(dn: place.reader.dn, password: place.reader.password.utf8)
        guard answer.isSuccess else { throw NothingFailed() }
        return connection
    }

    func person(_ uid: String) -> String { "uid=\(uid),\(place.peopleBase)" }
}
