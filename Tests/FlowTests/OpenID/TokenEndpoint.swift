import JSONText

/// The endpoints of OpenID Connect, as programs use them.
extension Gatehouse {
    /// - Parameter endpoint: `token`, `revoke` and so on.
    func openID(_ endpoint: String, _ form: KeyValuePairs<String, String>) async throws -> Answer {
        let text = form.map { "\($0.key)=\(escaped($0.value))" }.joined(separator: "&")
        return try await send(
            Request(
                "POST", "/realms/master/protocol/openid-connect/\(endpoint)", body: Array(text.utf8),
                fields: [("Content-Type", "application/x-www-form-urlencoded")]))
    }
}
