import JSONText

extension RightsRow {
    static let roles: [RightsRow] = [
        RightsRow("GET", "roles", nil, [401, 403, 200, 200, 200]),
        RightsRow(
            "POST", "roles", ["name": "weak-{number}", "permissions": ["users:read"]], [401, 403, 403, 201, 201]),
        RightsRow(
            "POST", "roles", ["name": "strong-{number}", "permissions": ["server:manage"]],
            [401, 403, 403, 403, 201]),
        RightsRow("GET", "roles/{role}", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "roles/nothing", nil, [401, 403, 404, 404, 404]),
        RightsRow("PATCH", "roles/{role}", ["permissions": ["users:manage"]], [401, 403, 403, 200, 200]),
        RightsRow("PATCH", "roles/{role}", ["permissions": ["server:manage"]], [401, 403, 403, 403, 200]),
        RightsRow("PATCH", "roles/member", ["about": "changed"], [401, 403, 403, 409, 409]),
        RightsRow("DELETE", "roles/{role}", nil, [401, 403, 403, 204, 204]),
        RightsRow("GET", "roles/member/users", nil, [401, 403, 200, 200, 200]),
    ]

    static let authorization: [RightsRow] = [
        RightsRow("GET", "authorization/allows?permission=users:read", nil, [401, 200, 200, 200, 200]),
        RightsRow(
            "GET", "authorization/explanation?user={own}&permission=users:read", nil, [401, 200, 200, 200, 200]),
        RightsRow(
            "GET", "authorization/explanation?user={other}&permission=users:read", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "authorization/holders?permission=users:read", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "authorization/matrix", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "authorization/dominance?first={own}&second={other}", nil, [401, 403, 200, 200, 200]),
    ]
}
