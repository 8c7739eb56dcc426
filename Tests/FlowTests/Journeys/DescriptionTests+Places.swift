import JSONText

extension DescriptionTests {
    /// About organizations, tenants, clients, documents and activity, in this order.
    static func placeQuestions(
        about user: String, group: String, workspace: String
    ) -> [(method: String, path: String, json: JSONValue?)] {
        var questions: [(method: String, path: String, json: JSONValue?)] = [
            ("POST", "organizations", ["id": "acme", "name": "Acme"]), ("POST", "organizations", ["id": "acme"]),
            ("GET", "organizations", nil), ("GET", "organizations/acme", nil),
            ("PATCH", "organizations/acme", ["name": "Acme Inc."]),
            ("POST", "tenants", ["id": "lab", "organization": "acme"]), ("GET", "tenants?organization=acme", nil),
            ("GET", "tenants/lab", nil), ("PATCH", "tenants/lab", ["name": "Laboratory"]),
            ("POST", "clients", ["id": "sdk", "name": "SDK"]), ("GET", "clients", nil), ("GET", "clients/sdk", nil),
            ("GET", "clients/sdk/secret", nil), ("POST", "clients/sdk/secret", nil),
            ("PATCH", "clients/sdk", ["about": "the SDK"]), ("GET", "activity", nil), ("GET", "\(user)/activity", nil),
        ]
        for holder in [user, "organizations/acme", "tenants/lab", group, workspace] {
            questions += documentQuestions("\(holder)/documents", name: "annotation.waii")
        }
        questions += documentQuestions("me/documents", name: "configuration")
        questions += [
            ("DELETE", "clients/sdk", nil), ("DELETE", "organizations/acme", nil), ("DELETE", "tenants/lab", nil),
            ("DELETE", "organizations/acme", nil),
        ]
        return questions
    }

    private static func documentQuestions(
        _ documents: String, name: String
    ) -> [(method: String, path: String, json: JSONValue?)] {
        [
            ("PUT", "\(documents)/\(name)", ["a": 1, "b": [true, nil]]), ("GET", documents, nil),
            ("GET", "\(documents)/\(name)", nil),
            ("PATCH", "\(documents)/\(name)", ["set": ["c": "d"], "remove": ["a"]]),
            ("DELETE", "\(documents)/\(name)", nil), ("GET", "\(documents)/\(name)", nil),
        ]
    }
}
