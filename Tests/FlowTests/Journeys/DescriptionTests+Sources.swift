import JSONText
import TestSupport

extension DescriptionTests {
    /// About sources and rehearsed sign-ins, in this order.
    static func sourceQuestions(about place: Slapd.Place) -> [(method: String, path: String, json: JSONValue?)] {
        let draft: JSONValue = [
            "saved": "corp", "kind": "ldap", "settings": .object(DirectoryHouse.settings(of: place)),
        ]
        let ann: JSONValue = ["login": "ann", "password": "ann-secret"]
        return [
            ("GET", "sources", nil), ("GET", "sources/nowhere", nil), ("POST", "sources/corp/test", ann),
            ("POST", "sources/corp/test", ["login": "twin"]), ("POST", "sources/corp/test", [:]),
            ("POST", "sources/corp/test", ["password": "x"]), ("POST", "sources/local/test", [:]),
            ("POST", "sources/test", draft), ("POST", "sources/test", ["kind": "ldap"]),
            ("GET", "sources/corp/sync", nil), ("POST", "sign-ins/rehearsal", ann),
            ("POST", "sign-ins/rehearsal", ["login": "ann", "password": "wrong"]),
            ("POST", "sign-ins/rehearsal", ["login": "twin", "password": "twin-secret"]),
            ("POST", "sign-ins/rehearsal", ["login": "", "password": "x"]),
            ("POST", "sources/corp/sync", ["dryRun": true]), ("POST", "sources/corp/sync", ["logins": ["ann", "x"]]),
            ("POST", "sources/corp/sync", ["logins": []]), ("POST", "sources/local/sync", [:]),
            ("GET", "sources/corp/sync", nil), ("GET", "sources/corp", nil),
            ("POST", "sign-ins/rehearsal", ann),
        ]
    }
}
