import JSONText

extension RightsRow {
    static let workspaces: [RightsRow] = [
        RightsRow("GET", "workspaces", nil, [401, 200, 200, 200, 200]),
        RightsRow("GET", "workspaces?member={other}", nil, [401, 404, 200, 200, 200]),
        RightsRow("POST", "workspaces", ["name": "new-{number}"], [401, 201, 403, 201, 201]),
        RightsRow("POST", "workspaces", ["name": "for-{number}", "owner": "{other}"], [401, 403, 403, 201, 201]),
        RightsRow("GET", "workspaces/{room}", nil, [401, 404, 200, 200, 200]),
        RightsRow("GET", "workspaces/number:999999", nil, [401, 404, 404, 404, 404]),
        RightsRow("PATCH", "workspaces/{room}", ["archived": true], [401, 404, 403, 200, 200]),
        RightsRow("DELETE", "workspaces/{room}", nil, [401, 404, 403, 204, 204]),
        RightsRow("GET", "workspaces/{room}/members", nil, [401, 404, 200, 200, 200]),
        RightsRow("PUT", "workspaces/{room}/members/{own}", ["role": "owner"], [401, 404, 403, 200, 200]),
        RightsRow("DELETE", "workspaces/{room}/members/{other}", nil, [401, 404, 403, 409, 409]),
        RightsRow("GET", "me/default-workspace", nil, [401, 404, 404, 404, 404]),
        RightsRow("PUT", "me/default-workspace", ["workspace": .null], [401, 204, 204, 204, 204]),
        RightsRow("GET", "users/{other}/default-workspace", nil, [401, 403, 403, 404, 404]),
        RightsRow("PUT", "users/{other}/default-workspace", ["workspace": "{room}"], [401, 403, 403, 204, 204]),
    ]
}
