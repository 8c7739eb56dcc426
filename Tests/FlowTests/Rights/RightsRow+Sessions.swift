import JSONText

extension RightsRow {
    static let sessions: [RightsRow] = [
        RightsRow("GET", "me", nil, [401, 200, 200, 200, 200]),
        RightsRow("GET", "sessions", nil, [401, 200, 200, 200, 200]),
        RightsRow("GET", "sessions?user=all", nil, [401, 403, 403, 200, 200]),
        RightsRow("GET", "sessions?user={other}", nil, [401, 403, 403, 200, 200]),
        RightsRow("DELETE", "sessions/{session}", nil, [401, 404, 404, 204, 204]),
        RightsRow("DELETE", "sessions/{rootsession}", nil, [401, 404, 404, 404, 204]),
        RightsRow("PUT", "me/password", ["currentPassword": "x", "newPassword": "y"], [401, 400, 400, 400, 400]),
        RightsRow("POST", "sessions", ["login": "nobody", "password": "x"], [401, 401, 401, 401, 401]),
        RightsRow("GET", "openapi.json", nil, [200, 200, 200, 200, 200]),
        RightsRow("GET", "/healthz", nil, [200, 200, 200, 200, 200]),
        RightsRow("GET", "/readyz", nil, [200, 200, 200, 200, 200]),
        RightsRow("GET", "/metrics", nil, [200, 200, 200, 200, 200]),
        RightsRow("DELETE", "sessions/current", nil, [401, 204, 204, 204, 204]),
    ]
}
