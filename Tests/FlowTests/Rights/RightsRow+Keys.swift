import JSONText

extension RightsRow {
    private static let nobody = "00000000-0000-7000-8000-000000000000"

    static let keys: [RightsRow] = [
        RightsRow("GET", "keys", nil, [401, 200, 403, 200, 200]),
        RightsRow("POST", "keys", ["name": "ci"], [401, 201, 403, 201, 201]),
        RightsRow("GET", "keys/\(nobody)", nil, [401, 404, 403, 404, 404]),
        RightsRow("GET", "keys/gh_none", nil, [401, 404, 404, 404, 404]),
        RightsRow("PATCH", "keys/\(nobody)", ["about": "x"], [401, 404, 403, 404, 404]),
        RightsRow("POST", "keys/\(nobody)/rotation", [:], [401, 404, 403, 404, 404]),
        RightsRow("DELETE", "keys/\(nobody)", nil, [401, 404, 403, 404, 404]),
        RightsRow("GET", "users/{own}/keys", nil, [401, 200, 403, 200, 200]),
        RightsRow("GET", "users/{other}/keys", nil, [401, 404, 403, 200, 200]),
        RightsRow("POST", "users/{other}/keys", ["name": "ci"], [401, 404, 403, 201, 201]),
        RightsRow("POST", "users/{root}/keys", ["name": "ci"], [401, 404, 403, 403, 201]),
        RightsRow("GET", "keys/global", nil, [401, 403, 403, 200, 200]),
        RightsRow(
            "POST", "keys/global", ["name": "k{number}", "groups": ["{group}"]], [401, 403, 403, 201, 201]),
    ]

    static let secrets: [RightsRow] = ["secrets", "credentials"].flatMap { noun in
        [
            RightsRow("GET", "me/\(noun)", nil, [401, 200, 403, 200, 200]),
            RightsRow("PUT", "me/\(noun)/hub", ["value": "sesame"], [401, 200, 403, 200, 200]),
            RightsRow("GET", "me/\(noun)/hub", nil, [401, 404, 403, 404, 404]),
            RightsRow("DELETE", "me/\(noun)/hub", nil, [401, 404, 403, 404, 404]),
            RightsRow("GET", "users/{own}/\(noun)", nil, [401, 200, 403, 200, 200]),
            RightsRow("GET", "users/{other}/\(noun)", nil, [401, 404, 403, 200, 200]),
            RightsRow("PUT", "users/{other}/\(noun)/hub", ["value": "sesame"], [401, 404, 403, 200, 200]),
            RightsRow("PUT", "users/{root}/\(noun)/hub", ["value": "sesame"], [401, 404, 403, 403, 200]),
            RightsRow("DELETE", "users/{other}/\(noun)/hub", nil, [401, 404, 403, 404, 404]),
        ]
    }

    static let impersonations: [RightsRow] = [
        RightsRow("POST", "impersonations", ["user": "{other}", "reason": "x"], [401, 403, 403, 201, 201]),
        RightsRow("POST", "impersonations", ["user": "{own}", "reason": "x"], [401, 403, 403, 403, 403]),
        RightsRow("POST", "impersonations", ["user": "{root}", "reason": "x"], [401, 403, 403, 403, 201]),
        RightsRow("POST", "impersonations", ["user": "login:nobody", "reason": "x"], [401, 403, 403, 404, 404]),
    ]
}
