import JSONText

extension RightsRow {
    static let places: [RightsRow] = [
        RightsRow("GET", "organizations", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "organizations/default", nil, [401, 200, 200, 200, 200]),
        RightsRow("GET", "organizations/missing", nil, [401, 403, 404, 404, 404]),
        RightsRow("PATCH", "organizations/default", ["name": "Home"], [401, 403, 403, 403, 200]),
        RightsRow("POST", "organizations", ["id": "acme"], [401, 403, 403, 403, 201]),
        RightsRow("DELETE", "organizations/acme", nil, [401, 403, 403, 403, 204]),
        RightsRow("DELETE", "organizations/default", nil, [401, 403, 403, 403, 409]),
        RightsRow("GET", "tenants", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "tenants/default", nil, [401, 200, 200, 200, 200]),
        RightsRow("GET", "tenants/missing", nil, [401, 403, 404, 404, 404]),
        RightsRow("PATCH", "tenants/default", ["name": "Home"], [401, 403, 403, 200, 200]),
        RightsRow("POST", "tenants", ["id": "lab"], [401, 403, 403, 201, 201]),
        RightsRow("DELETE", "tenants/lab", nil, [401, 403, 403, 204, 204]),
        RightsRow("DELETE", "tenants/default", nil, [401, 403, 403, 409, 409]),
        RightsRow("GET", "clients", nil, [401, 403, 200, 200, 200]),
        RightsRow("POST", "clients", ["id": "sdk"], [401, 403, 403, 403, 201]),
        RightsRow("GET", "clients/sdk", nil, [401, 403, 404, 404, 200]),
        RightsRow("PATCH", "clients/sdk", ["enabled": false], [401, 403, 403, 403, 200]),
        RightsRow("GET", "clients/sdk/secret", nil, [401, 403, 403, 403, 200]),
        RightsRow("POST", "clients/sdk/secret", nil, [401, 403, 403, 403, 200]),
        RightsRow("DELETE", "clients/sdk", nil, [401, 403, 403, 403, 204]),
        RightsRow("GET", "activity", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "users/{own}/activity", nil, [401, 200, 200, 200, 200]),
        RightsRow("GET", "users/{other}/activity", nil, [401, 403, 200, 200, 200]),
    ]
}
