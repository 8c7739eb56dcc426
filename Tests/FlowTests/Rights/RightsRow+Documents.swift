import JSONText

extension RightsRow {
    private static let change: JSONValue = ["set": ["a": 1], "remove": ["b"]]

    static let documents: [RightsRow] =
        ofUsers + own + ofPlace("organizations/default") + ofPlace("tenants/default") + ofMissing("groups")
        + ofMissing("workspaces")

    private static let ofUsers: [RightsRow] = [
        RightsRow("GET", "users/{other}/documents", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "users/{other}/documents/variables", nil, [401, 403, 404, 404, 404]),
        RightsRow("GET", "users/{other}/documents/admin-properties", nil, [401, 403, 403, 404, 404]),
        RightsRow("PUT", "users/{other}/documents/user-properties", ["a": 1], [401, 403, 403, 204, 204]),
        RightsRow("PUT", "users/{other}/documents/admin-properties", ["a": 1], [401, 403, 403, 204, 204]),
        RightsRow("PUT", "users/{root}/documents/admin-properties", ["a": 1], [401, 403, 403, 403, 204]),
        RightsRow("PATCH", "users/{other}/documents/variables", change, [401, 403, 403, 200, 200]),
        RightsRow("DELETE", "users/{other}/documents/variables", nil, [401, 403, 403, 404, 404]),
    ]

    private static let own: [RightsRow] = [
        RightsRow("GET", "me/documents", nil, [401, 200, 200, 200, 200]),
        RightsRow("GET", "me/documents/configuration", nil, [401, 404, 404, 404, 404]),
        RightsRow("GET", "me/documents/admin-properties", nil, [401, 403, 403, 404, 404]),
        RightsRow("PUT", "me/documents/user-properties", ["a": 1], [401, 204, 204, 204, 204]),
        RightsRow("PUT", "me/documents/admin-properties", ["a": 1], [401, 403, 403, 204, 204]),
        RightsRow("PUT", "me/documents/variables", ["a": 1], [401, 403, 403, 204, 204]),
        RightsRow("PATCH", "me/documents/configuration", change, [401, 200, 200, 200, 200]),
        RightsRow("DELETE", "me/documents/configuration", nil, [401, 404, 404, 404, 404]),
    ]

    private static func ofPlace(_ address: String) -> [RightsRow] {
        [
            RightsRow("GET", "\(address)/documents", nil, [401, 200, 200, 200, 200]),
            RightsRow("PUT", "\(address)/documents/variables", ["a": 1], [401, 403, 403, 204, 204]),
            RightsRow("GET", "\(address)/documents/variables", nil, [401, 404, 404, 200, 200]),
            RightsRow("PATCH", "\(address)/documents/variables", change, [401, 403, 403, 200, 200]),
            RightsRow("DELETE", "\(address)/documents/variables", nil, [401, 403, 403, 204, 204]),
        ]
    }

    private static func ofMissing(_ list: String) -> [RightsRow] {
        let address = "\(list)/00000000-0000-7000-8000-000000000000/documents", one = "\(address)/annotation.waii"
        let statuses = [401, 403, 404, 404, 404]
        return [
            RightsRow("GET", address, nil, statuses), RightsRow("GET", one, nil, statuses),
            RightsRow("PUT", one, ["a": 1], statuses), RightsRow("PATCH", one, change, statuses),
            RightsRow("DELETE", one, nil, statuses),
        ]
    }
}
