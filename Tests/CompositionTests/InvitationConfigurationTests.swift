import Composition
import Foundation
import JSONText
import Testing

@Suite final class InvitationConfigurationTests {
    private let folder = NSTemporaryDirectory() + "invitation-configuration-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func load(_ text: String) throws -> GatehouseConfiguration {
        let file = "\(folder)/gatehouse.json5"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return try ConfigurationFile.load(file)
    }

    private func problems(_ text: String) -> [String] {
        do { _ = try load(text) } catch StartProblem.configuration(_, let problems) {
            return problems.map(\.path).sorted()
        } catch {
            Issue.record("\(error)")
        }
        return []
    }

    @Test func codesLastAsLongAsTheFileSaysOrThreeDaysAndHalfAnHour() throws {
        let silent = try load("{}")
        #expect(silent.invitations.lifetimeHours == 72 && silent.invitations.resetMinutes == 30)
        #expect(silent.publicAddress == nil)
        let told = try load("{ invitations: { lifetimeHours: 8, resetMinutes: 10 } }")
        #expect(told.invitations.lifetimeHours == 8 && told.invitations.resetMinutes == 10)
        #expect(told.shown.objectValue?["invitations"] == ["lifetimeHours": 8, "resetMinutes": 10])
        #expect(
            problems("{ invitations: { lifetimeHours: 0, resetMinutes: 1, days: 3 } }") == [
                "invitations.days", "invitations.lifetimeHours", "invitations.resetMinutes",
            ])
    }

    @Test(arguments: [
        ("https://id.example.org", "https://id.example.org"), ("https://id.example.org/", "https://id.example.org"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("https://[::1]:8443/id", "https://[::1]:8443/id"),
        ("https://example.org/a/b//", "https://example.org/a/b"),
    ])
    func thePublicAddressIsTakenWithoutSlashesAtItsEnd(_ given: String, _ taken: String) throws {
        let configuration = try load("{ publicAddress: \"\(given)\" }")
        #expect(configuration.publicAddress == taken)
        #expect(configuration.shown.objectValue?["publicAddress"] == .string(taken))
    }

    @Test(arguments: [
        "", "id.example.org", "ftp://id.example.org", "https://", "https://a b", "https://user@id.example.org",
        "https://id.example.org?x=1", "https://id.example.org#x", "https://id.example.org/a/../b",
        "https://id.example.org:0", "https://id.example.org:port", "https://[1::2", "https://a\\u000ab",
    ])
    func whatIsNoAddressOfPagesIsRefused(_ given: String) {
        #expect(problems("{ publicAddress: \"\(given)\" }") == ["publicAddress"], "\(given)")
    }
}
