/// Passwords and keys that an account with many rights is shown: nobody wants them on a screen by accident.
struct HiddenAttributes {
    static let mask = Array("(hidden)".utf8)

    /// OpenLDAP and its password policy, Active Directory, Samba, MIT Kerberos, FreeIPA, 389 Directory Server, eDirectory.
    private static let secrets: Set<String> = [
        "userpassword", "authpassword", "pwdhistory", "olcrootpw", "unicodepwd", "dbcspwd", "lmpwdhistory",
        "ntpwdhistory", "supplementalcredentials", "msds-managedpassword", "ms-mcs-admpwd", "mslaps-password",
        "mslaps-encryptedpassword", "mslaps-encryptedpasswordhistory", "sambantpassword", "sambalmpassword",
        "sambapasswordhistory", "krbprincipalkey", "krbmkey", "ipanthash", "ipatokenotpkey", "passwordhistory",
        "nsds5replicacredentials", "nsslapd-rootpw", "nspmpassword",
    ]

    private let named: Set<String>

    /// - Parameter named: of the attributes that were asked for.
    init(except named: [String]) { self.named = Set(named.map(Self.base)) }

    func covers(_ name: String) -> Bool {
        let name = Self.base(name)
        return Self.secrets.contains(name) && !named.contains(name)
    }

    /// Without options such as `;binary` (RFC 4512 section 2.5).
    private static func base(_ name: String) -> String { String(name.prefix { $0 != ";" }).lowercased() }
}
