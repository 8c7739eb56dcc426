import Composition
import Foundation
import JSONText
import SMTPKit
import Testing

@Suite final class MailConfigurationTests {
    private let folder = NSTemporaryDirectory() + "mail-configuration-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func load(_ mail: String) throws -> GatehouseConfiguration {
        let file = "\(folder)/gatehouse.json5"
        try Data("{ mail: \(mail) }".utf8).write(to: URL(fileURLWithPath: file))
        return try ConfigurationFile.load(file)
    }

    private func problems(_ mail: String) -> [String] {
        do { _ = try load(mail) } catch StartProblem.configuration(_, let problems) {
            return problems.map(\.path).sorted()
        } catch {
            Issue.record("\(error)")
        }
        return []
    }

    @Test func withoutTheSectionNoMailIsSent() throws {
        let file = "\(folder)/gatehouse.json5"
        try Data("{}".utf8).write(to: URL(fileURLWithPath: file))
        let configuration = try ConfigurationFile.load(file)
        #expect(configuration.mail == nil)
        #expect(configuration.shown.objectValue?["mail"]?.isNull == true)
    }

    @Test(arguments: [("starttls", 587), ("tls", 465)])
    func thePortIsTheStandardOneUnlessItIsGiven(_ security: String, _ port: Int) throws {
        let mail = try load("{ host: \"m.example\", from: \"a@b.example\", security: \"\(security)\" }").mail
        #expect(mail?.port == port)
        #expect(mail?.timeoutSeconds == 30)
        #expect(try load("{ host: \"m.example\", from: \"a@b.example\" }").mail?.security == .startTLS)
    }

    @Test func everyProblemIsReportedAtOnce() {
        #expect(problems("{}") == ["mail.from", "mail.host"])
        #expect(
            problems(
                """
                { host: "a b", port: 0, security: "ssl", username: "x", from: "nobody", timeoutSeconds: 0, pasword: 1 }
                """) == [
                    "mail.from", "mail.host", "mail.passwordFile", "mail.pasword", "mail.port", "mail.security",
                    "mail.timeoutSeconds",
                ])
        #expect(problems("{ host: \"m.example\", from: \"a@b.example\", passwordFile: \"p\" }") == ["mail.username"])
        #expect(problems(#"{ host: "m.example", from: "Eve\r\nBcc: x <a@b.example>" }"#) == ["mail.from"])
    }

    @Test func anUnprotectedWayToAnotherMachineHasToBeAskedForAndNeverCarriesAPassword() throws {
        let way = #"from: "a@b.example", security: "none""#
        #expect(problems("{ host: \"m.example\", \(way) }") == ["mail.security"])
        #expect(problems("{ host: \"127.0.0.1\", \(way) }") == [])
        #expect(problems("{ host: \"m.example\", \(way), allowUnencrypted: true }") == [])
        let login = #"username: "x", passwordFile: "p""#
        #expect(problems("{ host: \"m.example\", \(way), allowUnencrypted: true, \(login) }") == ["mail.security"])
    }

    @Test func theFilesAreLookedAtAndThePasswordIsNeverShown() throws {
        let text = """
            { host: "m.example", from: "House <a@b.example>", username: "x", passwordFile: "p", caFile: "ca.pem" }
            """
        let configuration = try load(text)
        func found() throws -> [String] {
            try ConfigurationCheck.problems(in: "\(folder)/gatehouse.json5").map(\.path)
                .filter { $0.hasPrefix("mail") }.sorted()
        }
        #expect(try found() == ["mail.caFile", "mail.passwordFile"])
        let password = "\(folder)/p"
        for file in [password, "\(folder)/ca.pem"] {
            try Data("violet-4711\n".utf8).write(to: URL(fileURLWithPath: file))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        }
        #expect(try found() == [])
        #expect(!String(decoding: configuration.shown.encoded(), as: UTF8.self).contains("4711"))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: password)
        #expect(try found() == ["mail.passwordFile"])
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: password)
        try Data("two\nlines\n".utf8).write(to: URL(fileURLWithPath: password))
        #expect(try found() == ["mail.passwordFile"])
    }
}
