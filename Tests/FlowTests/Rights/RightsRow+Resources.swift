import JSONText

extension RightsRow {
    static let resources: [RightsRow] = [
        RightsRow("GET", "resources/model", nil, [401, 200, 200, 200, 200]),
        RightsRow("GET", "resources/model?owner={other}", nil, [401, 404, 200, 200, 200]),
        RightsRow("POST", "resources/model", ["id": "m-{number}"], [401, 403, 403, 201, 201]),
        RightsRow("POST", "resources/users", ["id": "m-{number}"], [401, 400, 400, 400, 400]),
        RightsRow("GET", "resources/model/{model}", nil, [401, 404, 200, 200, 200]),
        RightsRow("PATCH", "resources/model/{model}", ["name": "x"], [401, 404, 403, 200, 200]),
        RightsRow("PATCH", "resources/model/{model}", ["owner": "{own}"], [401, 404, 403, 200, 200]),
        RightsRow("DELETE", "resources/model/{model}", nil, [401, 404, 403, 204, 204]),
        RightsRow("GET", "resources/model/{model}/versions", nil, [401, 404, 200, 200, 200]),
        RightsRow("POST", "resources/model/{model}/versions", ["id": "v0"], [401, 404, 403, 201, 201]),
    ]
}
