import JSONText

/// Of a Gatehouse with no source but its own, in which nothing can be tested or brought in.
extension RightsRow {
    static let sources: [RightsRow] = [
        RightsRow("GET", "sources", nil, [401, 403, 200, 403, 200]),
        RightsRow("GET", "sources/local", nil, [401, 403, 200, 403, 200]),
        RightsRow("GET", "sources/nowhere", nil, [401, 403, 404, 403, 404]),
        RightsRow("POST", "sources/local/test", [:], [401, 403, 403, 403, 409]),
        RightsRow("POST", "sources/test", ["kind": "ldap", "settings": [:]], [401, 403, 403, 403, 400]),
        RightsRow("GET", "sources/local/sync", nil, [401, 403, 200, 403, 200]),
        RightsRow("POST", "sources/local/sync", [:], [401, 403, 403, 403, 409]),
        RightsRow(
            "POST", "sign-ins/rehearsal", ["login": "nobody", "password": "wrong-password"],
            [401, 403, 403, 403, 200]),
    ]
}
