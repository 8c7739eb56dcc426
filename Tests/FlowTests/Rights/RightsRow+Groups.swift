import JSONText

extension RightsRow {
    static let groups: [RightsRow] = [
        RightsRow("GET", "groups", nil, [401, 403, 200, 200, 200]),
        RightsRow("POST", "groups", ["name": "new-{number}"], [401, 403, 403, 201, 201]),
        RightsRow("POST", "groups", ["name": "strong-{number}", "roles": ["super-admin"]], [401, 403, 403, 403, 201]),
        RightsRow("POST", "groups", ["name": "b-{number}", "parent": "{group}"], [401, 403, 403, 201, 201]),
        RightsRow("GET", "groups/{group}", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "groups/path:nowhere", nil, [401, 403, 404, 404, 404]),
        RightsRow("PATCH", "groups/{group}", ["about": "changed"], [401, 403, 403, 200, 200]),
        RightsRow("PATCH", "groups/{group}", ["roles": ["super-admin"]], [401, 403, 403, 403, 200]),
        RightsRow("PATCH", "groups/{group}", ["permissions": ["server:manage"]], [401, 403, 403, 403, 200]),
        RightsRow("DELETE", "groups/{group}", nil, [401, 403, 403, 204, 204]),
        RightsRow("GET", "groups/{group}/members", nil, [401, 403, 200, 200, 200]),
        RightsRow("PUT", "groups/{group}/members/{other}", nil, [401, 403, 403, 204, 204]),
        RightsRow("PUT", "groups/{group}/members/{root}", nil, [401, 403, 403, 403, 204]),
        RightsRow("DELETE", "groups/{group}/members/{other}", nil, [401, 403, 403, 204, 204]),
        RightsRow("GET", "users/{own}/groups", nil, [401, 200, 200, 200, 200]),
        RightsRow("GET", "users/{other}/groups", nil, [401, 403, 200, 200, 200]),
    ]
}
