import JSONText

extension RightsRow {
    static let users: [RightsRow] = [
        RightsRow("GET", "users", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "users/{own}", nil, [401, 200, 200, 200, 200]),
        RightsRow("GET", "users/{other}", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "users/{root}", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "users/00000000-0000-7000-8000-000000000000", nil, [401, 403, 404, 404, 404]),
        RightsRow("GET", "users/login:nobody", nil, [401, 403, 404, 404, 404]),
        RightsRow("POST", "users", ["login": "new-{number}"], [401, 403, 403, 201, 201]),
        RightsRow("POST", "users", ["login": "auditor-{number}", "roles": ["auditor"]], [401, 403, 403, 403, 201]),
        RightsRow("POST", "users", ["login": "helper-{number}", "roles": ["admin"]], [401, 403, 403, 201, 201]),
        RightsRow("POST", "users", ["login": "strong-{number}", "roles": ["super-admin"]], [401, 403, 403, 403, 201]),
        RightsRow("PATCH", "users/{own}", ["displayName": "Self"], [401, 403, 403, 200, 200]),
        RightsRow("PATCH", "users/{other}", ["displayName": "Other"], [401, 403, 403, 200, 200]),
        RightsRow("PATCH", "users/{other}", ["enabled": false], [401, 403, 403, 200, 200]),
        RightsRow("PATCH", "users/{other}", ["roles": ["super-admin"]], [401, 403, 403, 403, 200]),
        RightsRow("PATCH", "users/{own}", ["roles": ["super-admin", "admin"]], [401, 403, 403, 403, 200]),
        RightsRow("PATCH", "users/{root}", ["displayName": "Root"], [401, 403, 403, 403, 200]),
        RightsRow("PATCH", "users/{root}", ["roles": ["member"]], [401, 403, 403, 403, 200]),
        RightsRow("PATCH", "users/{root}", ["enabled": false], [401, 403, 403, 403, 200]),
        RightsRow("PUT", "users/{other}/password", ["password": "seven wet umbrellas"], [401, 403, 403, 204, 204]),
        RightsRow("PUT", "users/{root}/password", ["password": "seven wet umbrellas"], [401, 403, 403, 403, 204]),
        RightsRow("POST", "users/bulk", ["items": []], [401, 403, 403, 200, 200]),
        RightsRow("DELETE", "users/{other}", nil, [401, 403, 403, 204, 204]),
        RightsRow("DELETE", "users/{root}", nil, [401, 403, 403, 403, 204]),
    ]
}
