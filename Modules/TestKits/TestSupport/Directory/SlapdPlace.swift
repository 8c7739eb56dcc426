extension Slapd {
    /// Somebody who signs in for a program.
    package struct Account: Sendable {
        package let dn: String
        package let password: String
        /// Holds the password and nothing else, no end of line either.
        package let passwordFile: String
    }

    /// How a server of `Scripts/slapd` is reached.
    package struct Place: Sendable {
        package let folder: String
        package let port: Int
        package let url: String
        /// `nil` without a certificate, as is the port.
        package let tlsURL: String?
        package let tlsPort: Int?
        /// `ldapi://…`; whoever runs the tests is the reader there by SASL EXTERNAL.
        package let socketURL: String
        /// The file of the authority that a client has to trust.
        package let authority: String
        package let base: String
        package let peopleBase: String
        package let groupsBase: String
        /// Searches for others: may read everything but passwords.
        package let reader: Account
        /// May sign in, and reads nothing.
        package let blind: Account
        /// Is shown five entries of an answer.
        package let limited: Account
        /// May do everything.
        package let admin: Account
        package let log: String
    }
}

/// What `Scripts/slapd … --json` prints.
struct SlapdReport: Decodable {
    let folder, url, socketUrl, authority, base, peopleBase, groupsBase, log: String
    let port: Int
    let tlsUrl: String?
    let tlsPort: Int?
    let readerDN, blindDN, limitedDN, adminDN: String
    let readerPasswordFile, blindPasswordFile, limitedPasswordFile, adminPasswordFile: String

    var place: Slapd.Place {
        func account(_ name: String, _ dn: String, _ file: String) -> Slapd.Account {
            Slapd.Account(dn: dn, password: Slapd.password(of: name), passwordFile: file)
        }
        return Slapd.Place(
            folder: folder, port: port, url: url, tlsURL: tlsUrl, tlsPort: tlsPort, socketURL: socketUrl,
            authority: authority, base: base, peopleBase: peopleBase, groupsBase: groupsBase,
            reader: account("reader", readerDN, readerPasswordFile),
            blind: account("blind", blindDN, blindPasswordFile),
            limited: account("limited", limitedDN, limitedPasswordFile),
            admin: account("admin", adminDN, adminPasswordFile), log: log)
    }
}
