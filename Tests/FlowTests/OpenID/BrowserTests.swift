import JSONText
import Testing

/// Chromium at the pages of OpenID Connect, without scripts, in Tests/Clients/browser.
@Suite struct BrowserTests {
    @Test(arguments: ["http", "https"]) func aPersonSignsInAndOutOnPagesThatEverybodyCanUse(_ scheme: String)
        async throws
    {
        let port = try freePort(), folder = try TemporaryFolder()
        var sections: JSONObject = [
            "publicAddress": .string("\(scheme)://127.0.0.1:\(port)"), "signIn": ["failuresPerAddress": 1_000],
        ]
        var certificate: [String] = []
        if scheme == "https" {
            try await Certificate.make("server", in: folder)
            certificate = ["\(folder.path)/server.pem"]
            sections["tls"] = [
                "certificate": .string("\(folder.path)/server.pem"), "key": .string("\(folder.path)/server.key"),
            ]
        }
        let house = try await Gatehouse.start(in: folder, Settings(sections), port: port)
        let first = try #require(house.firstAdministrator)
        let verdict = try await ClientProgram.run(
            "browser/pages.py", ["\(scheme)://127.0.0.1:\(port)", first.login, folder.path] + certificate,
            input: first.password, in: folder)
        #expect(verdict.ending == .exit(0), "\(verdict.text)")
        #expect(verdict.text.split(separator: "\n").count { $0.hasSuffix("as expected") } == 7)
        #expect(folder.bytes(of: "sign-in-narrow.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
        try await house.stop()
    }
}
