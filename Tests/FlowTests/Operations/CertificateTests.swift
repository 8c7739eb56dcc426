import Glibc
import JSONText
import Testing

@Suite struct CertificateTests {
    /// Puts the pair where the server looks for it.
    private static func install(_ certificate: String, key: String, in folder: TemporaryFolder) throws {
        try folder.write(folder.text(of: "\(key).key"), to: "key.pem")
        try folder.write(folder.text(of: "\(certificate).pem"), to: "chain.pem")
    }

    private static func isAccepted(by house: Gatehouse, _ name: String) async throws -> Bool {
        let run = try await ChildProcess.run(
            [
                "curl", "--silent", "--show-error", "--max-time", "10", "--noproxy", "*", "--cacert",
                "\(house.folder.path)/\(name).pem", "--include", "https://127.0.0.1:\(house.port)/healthz",
            ], in: house.folder)
        return run.ending == .exit(0) && run.text.contains("HTTP/1.1 200")
            && run.text.lowercased().contains("strict-transport-security")
    }

    @Test func aHangUpReadsTheCertificateAgainAndKeepsTheOldOneWhenTheNewIsBroken() async throws {
        let folder = try TemporaryFolder()
        for name in ["one", "two"] { try await Certificate.make(name, in: folder) }
        try Self.install("one", key: "one", in: folder)
        let files: JSONValue = [
            "certificate": .string("\(folder.path)/chain.pem"), "key": .string("\(folder.path)/key.pem"),
        ]
        let house = try await Gatehouse.start(in: folder, Settings(["tls": files]))
        #expect(try await Self.isAccepted(by: house, "one"))
        #expect(try await Self.isAccepted(by: house, "two") == false)

        var failures = 0
        func expectRefusal() async throws {
            failures += 1
            house.process.signal(SIGHUP)
            _ = try await eventually("the refusal is logged") {
                house.log.split(separator: "tls.reload-failed").count - 1 == failures ? true : nil
            }
            #expect(try await Self.isAccepted(by: house, "one"))
        }
        try folder.write("no certificate", to: "chain.pem")
        try await expectRefusal()
        try Self.install("two", key: "one", in: folder)
        try await expectRefusal()

        try Self.install("two", key: "two", in: folder)
        house.process.signal(SIGHUP)
        _ = try await eventually("the new certificate is served") {
            try await Self.isAccepted(by: house, "two") ? true : nil
        }
        #expect(try await Self.isAccepted(by: house, "one") == false)
        #expect(await Wire.exchange([Request("GET", "/healthz")], port: house.port)[0] == nil, "no plain HTTP")
        try await house.stop()
    }
}
