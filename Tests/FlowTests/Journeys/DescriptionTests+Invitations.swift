import JSONText
import Testing

extension DescriptionTests {
    /// Every endpoint of invitations and password resets, answered well and badly.
    static func askAboutInvitations(
        _ ask: (_ method: String, _ path: String, _ person: Person?, _ body: JSONValue?) async throws -> Answer,
        _ admin: Person, _ post: MailPost
    ) async throws {
        func code(_ number: Int) async throws -> JSONValue {
            let letter = try await post.letter(to: "eve@example.org", after: number)
            return .string(try #require(letter.code))
        }
        let made = try await ask("POST", "invitations", admin, ["email": "eve@example.org", "login": "eve"])
        let path = "invitations/\(try #require(made.string("id")))"
        _ = try await ask("POST", "invitations", admin, ["email": "EVE@example.org"])
        _ = try await ask("GET", "invitations?state=pending", admin, nil)
        _ = try await ask("GET", "invitations?state=lost", admin, nil)
        _ = try await ask("GET", path, admin, nil)
        _ = try await ask("POST", "\(path)/resend", admin, nil)
        _ = try await ask(
            "POST", "invitations/acceptance", nil,
            ["code": try await code(1), "newPassword": "a quiet green harbour"])
        _ = try await ask("POST", "invitations/acceptance", nil, ["code": "x", "newPassword": "a quiet green harbour"])
        _ = try await ask("DELETE", path, admin, nil)
        _ = try await ask("POST", "users/login:eve/password-reset", admin, nil)
        _ = try await ask(
            "POST", "password-resets/redemption", nil,
            ["code": try await code(2), "newPassword": "quite another harbour"])
        _ = try await ask("POST", "password-resets", nil, ["login": "nobody"])
        _ = try await ask("POST", "password-resets", nil, ["login": ""])
        let second = try await ask("POST", "invitations", admin, ["email": "otto@example.org"])
        _ = try await ask("DELETE", "invitations/\(try #require(second.string("id")))", admin, nil)
    }
}
