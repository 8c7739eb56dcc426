/// A request after decoding (RFC 4511 section 4.2 and following).
enum LDAPRequest: Sendable {
    case bind(Bind)
    case unbind
    case search(Search)
    case modify(dn: String, [Modification])
    case add(dn: String, [(description: String, values: [[UInt8]])])
    case delete(dn: String)
    case modifyDN(ModifyDN)
    case compare(dn: String, attribute: String, value: [UInt8])
    case abandon(Int32)
    case extended(oid: String, value: [UInt8]?)

    struct Bind: Sendable {
        enum Method: Sendable {
            case simple(password: [UInt8])
            case sasl(mechanism: String)
        }

        let version: Int32
        let dn: String
        let method: Method
    }

    struct Search: Sendable {
        enum Scope: Int32, Sendable {
            case base, one, sub
            /// The subtree without its top (draft-sermersheim-ldap-subordinate-scope), as ldapsearch asks for it.
            case children

            var name: String { ["base", "one", "sub", "children"][Int(rawValue)] }
        }

        let base: String
        let scope: Scope
        /// 0 for no limit.
        let sizeLimit: Int
        /// In seconds; 0 for no limit.
        let timeLimit: Int
        let typesOnly: Bool
        let filter: Filter
        let attributes: [String]
    }

    struct Modification: Sendable {
        enum Kind: Int32, Sendable {
            case add, delete, replace
        }

        let kind: Kind
        let description: String
        let values: [[UInt8]]
    }

    struct ModifyDN: Sendable {
        let dn: String
        let newRDN: String
        let deletesOldRDN: Bool
        let newSuperior: String?
    }

    /// What the log calls it.
    var name: String {
        switch self {
        case .bind: "bind"
        case .unbind: "unbind"
        case .search: "search"
        case .modify: "modify"
        case .add: "add"
        case .delete: "delete"
        case .modifyDN: "moddn"
        case .compare: "compare"
        case .abandon: "abandon"
        case .extended(OID.startTLS, _): "starttls"
        case .extended(OID.whoAmI, _): "whoami"
        case .extended: "extended"
        }
    }

    /// The entry it is about; `nil` for what is about none.
    var dn: String? {
        switch self {
        case .bind(let bind): bind.dn
        case .search(let search): search.base
        case .modify(let dn, _), .add(let dn, _), .delete(let dn), .compare(let dn, _, _): dn
        case .modifyDN(let change): change.dn
        case .unbind, .abandon, .extended: nil
        }
    }
}
