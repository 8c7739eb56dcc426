import JSONText

extension RightsRow {
    static let audit: [RightsRow] = [
        RightsRow("GET", "audit", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "audit?actor={other}&action=user.&order=oldest", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "audit/head", nil, [401, 403, 200, 200, 200]),
        RightsRow("GET", "audit/verification", nil, [401, 403, 200, 200, 200]),
    ]
}
