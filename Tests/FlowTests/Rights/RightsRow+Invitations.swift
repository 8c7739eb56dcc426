import JSONText

/// Without a mail server, and with a code that is none.
extension RightsRow {
    private static let nobody = "00000000-0000-7000-8000-000000000000"
    private static let redemption: JSONValue = ["code": "ghc_x", "newPassword": "seven wet umbrellas"]

    static let invitations: [RightsRow] = [
        RightsRow("GET", "invitations", nil, [401, 403, 403, 200, 200]),
        RightsRow("POST", "invitations", ["email": "new-{number}@example.org"], [401, 403, 403, 201, 201]),
        RightsRow(
            "POST", "invitations", ["email": "strong-{number}@example.org", "roles": ["super-admin"]],
            [401, 403, 403, 403, 201]),
        RightsRow("GET", "invitations/\(nobody)", nil, [401, 403, 403, 404, 404]),
        RightsRow("POST", "invitations/\(nobody)/resend", nil, [401, 403, 403, 404, 404]),
        RightsRow("DELETE", "invitations/\(nobody)", nil, [401, 403, 403, 404, 404]),
        RightsRow("POST", "invitations/acceptance", redemption, [400, 400, 400, 400, 400]),
        RightsRow("POST", "password-resets", ["login": "nobody"], [409, 409, 409, 409, 409]),
        RightsRow("POST", "password-resets/redemption", redemption, [400, 400, 400, 400, 400]),
        RightsRow("POST", "users/{other}/password-reset", nil, [401, 403, 403, 409, 409]),
        RightsRow("POST", "users/{root}/password-reset", nil, [401, 403, 403, 409, 409]),
    ]
}
