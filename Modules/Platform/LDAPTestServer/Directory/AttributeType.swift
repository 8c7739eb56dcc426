/// What is known of a type of attribute: how its values are compared, and whether the server makes it.
struct AttributeType: Sendable {
    enum Syntax: String, Sendable {
        /// Case and repeated spaces do not matter (caseIgnoreMatch).
        case text
        case exact
        case integer
        case dn
        case phone
        case time
        case octets
    }

    /// In lower case; one for all names of the type.
    let key: String
    let syntax: Syntax
    /// Returned only when asked for by name or by "+" (RFC 4511 section 4.5.1.8).
    let isOperational: Bool

    /// Never returned, matched or logged.
    var isSecret: Bool { ["userpassword", "unicodepwd", "pwdhistory"].contains(key) }
    /// Made by the server: nobody may change it (RFC 4512 section 3.4).
    var isMadeHere: Bool { Self.madeHere.contains(key) }

    static let memberOf = AttributeType(named: "memberof")
    static let objectClass = AttributeType(named: "objectclass")
    static let userPassword = AttributeType(named: "userpassword")
    static let userPrincipalName = AttributeType(named: "userprincipalname")
    /// The attributes whose values make `memberOf`.
    static let memberships: Set<String> = ["member", "uniquemember"]

    /// Any name, known or not: what is not known is text.
    init(named name: String) {
        let name = name.lowercased()
        self = Self.known[name] ?? AttributeType(key: name, syntax: .text, isOperational: false)
    }

    private init(key: String, syntax: Syntax, isOperational: Bool) {
        self.key = key
        self.syntax = syntax
        self.isOperational = isOperational
    }

    static func isKnown(_ key: String) -> Bool { known[key] != nil }

    private static let madeHere: Set<String> = [
        "entryuuid", "entrydn", "memberof", "createtimestamp", "modifytimestamp", "hassubordinates",
    ]

    private static let known: [String: AttributeType] = {
        var types: [String: AttributeType] = [:]
        for (syntax, isOperational, lines) in AttributeTable.rows {
            for line in lines.split(separator: "\n") {
                let names = line.split(separator: " ").map { $0.lowercased() }
                let type = AttributeType(key: names[0], syntax: syntax, isOperational: isOperational)
                for name in names { types[name] = type }
            }
        }
        return types
    }()
}
