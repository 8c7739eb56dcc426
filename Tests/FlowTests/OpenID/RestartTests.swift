import Foundation
import Glibc
import JSONText
import Testing

/// What was ended stays ended when the process that knew of it is gone.
@Suite struct RestartTests {
    enum End: CaseIterable { case revoked, used, signedOut }

    /// Starts a program whose clock is behind by less than tokens may be ahead, so that time alone refuses none.
    private static let clockSetBack = [
        "sh", "-c",
        "LD_PRELOAD=$(ls /usr/lib/*/faketime/libfaketime.so.1) FAKETIME=-45s FAKETIME_DONT_FAKE_MONOTONIC=1 exec \"$0\" \"$@\"",
    ]

    @Test(arguments: End.allCases)
    func t11_aRefreshTokenThatWasEndedStaysSoOverAKillAndAClockThatGoesBack(_ end: End) async throws {
        let folder = try TemporaryFolder()
        var house = try await Gatehouse.start(in: folder)
        let first = try #require(house.firstAdministrator)
        let admin = try await house.signedIn(first.login, first.password)
        let ada = try await house.person("ada", madeBy: admin)
        let made = try await house.post(
            "clients", admin, ["id": "desk", "public": true, "grants": ["password", "refresh-token"]])
        #expect(made.status == 201, "\(made.text)")
        func tokens(_ form: KeyValuePairs<String, String>) async throws -> Answer {
            try await house.openID("token", form)
        }
        func granted() async throws -> (access: String, refresh: String) {
            let answer = try await tokens([
                "client_id": "desk", "grant_type": "password", "username": "ada", "password": ada.password,
                "scope": "openid",
            ])
            return (try #require(answer.string("access_token")), try #require(answer.string("refresh_token")))
        }
        func refreshed(_ token: String) async throws -> Answer {
            try await tokens(["client_id": "desk", "grant_type": "refresh_token", "refresh_token": token])
        }
        let ended = try await granted(), living = try await granted()
        var successor: String?
        switch end {
        case .revoked:
            let answer = try await house.openID("revoke", ["client_id": "desk", "token": ended.refresh])
            #expect(answer.status == 200, "\(answer.text)")
        case .used: successor = try await refreshed(ended.refresh).string("refresh_token")
        case .signedOut:
            let answer = try await house.openID("logout", ["client_id": "desk", "refresh_token": ended.refresh])
            #expect(answer.status == 204, "\(answer.text)")
        }
        house.process.signal(SIGKILL)
        #expect(try await house.process.waitForEnd() == .signal(SIGKILL))

        let before = Date()
        house = try await Gatehouse.start(in: folder, nil, launcher: Self.clockSetBack)
        // The program's own clock stands in what it answers.
        let opened = try await house.signIn(first.login, first.password).string("user.lastLoginAt")
        let clock = try #require(
            opened.flatMap { try? Date($0, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) })
        #expect(clock < before)
        #expect(try await refreshed(living.refresh).status == 200, "what was not ended is good")
        let refused = try await refreshed(ended.refresh)
        #expect(refused.status == 400 && refused.string("error") == "invalid_grant", "\(refused.text)")
        #expect(try await house.get("me", Person(id: "", login: "", password: "", token: ended.access)).status == 401)
        if let successor { #expect(try await refreshed(successor).status == 400, "the family is ended") }
        try await house.stop()
    }
}
