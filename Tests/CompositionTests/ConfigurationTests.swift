import Composition
import Foundation
import IdentityCore
import JSONText
import Testing

@Suite struct ConfigurationTests {
    private func load(_ text: String) throws -> GatehouseConfiguration {
        let folder = FileManager.default.temporaryDirectory.appending(path: "configuration-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "gatehouse.json5")
        try Data(text.utf8).write(to: file)
        return try ConfigurationFile.load(file.path)
    }

    private func problems(_ text: String) -> [JSONProblem] {
        do {
            _ = try load(text)
            return []
        } catch StartProblem.configuration(_, let problems) {
            return problems
        } catch {
            Issue.record("\(error)")
            return []
        }
    }

    @Test func anEmptyFileMeansTheDefaults() throws {
        let configuration = try load("{}")
        #expect(configuration.listeners == [.init(host: "127.0.0.1", port: 8080)])
        #expect(configuration.databaseFile.hasSuffix("/gatehouse.sqlite"))
        #expect(configuration.passwords.minimumLength == 12)
        #expect(configuration.sources.map(\.id) == [.local])
    }

    @Test func everyKeyOfTheTemplateIsKnownAndShowsItsDefault() throws {
        let shown = try load("{}").shown
        let again = try load(String(decoding: withoutNulls(shown).encoded(pretty: true), as: UTF8.self))
        #expect(again.shown == shown)
    }

    private func withoutNulls(_ value: JSONValue) -> JSONValue {
        if case .array(let elements) = value { return .array(elements.map(withoutNulls)) }
        guard case .object(let object) = value else { return value }
        return .object(JSONObject(object.members.filter { !$0.value.isNull }.map { ($0.key, withoutNulls($0.value)) }))
    }

    @Test(arguments: [
        "https://ID.example.org", "https://id.example.org/realms/master", "https://id.example.org/auth/realms/acme",
    ])
    func t06_noSourceBelievesThisServersOwnTokens(_ issuer: String) {
        func found(_ source: String, address: String = "https://id.example.org") -> [String] {
            problems("{publicAddress: '\(address)', sources: [{id: 'local', kind: 'local'}, \(source)]}").map(\.path)
        }
        let token = "{id: 'own', kind: 'token', settings: {issuer: '\(issuer)', audience: 'x'}}"
        #expect(found(token) == ["sources[1].settings.issuer"])
        let proxy = "{id: 'own', kind: 'sso', settings: {assertion: {header: 'x-jwt', issuer: '\(issuer)'}}}"
        #expect(found(proxy) == ["sources[1].settings.assertion.issuer"])
        #expect(found(token, address: "https://other.example.org").isEmpty)
        #expect(found(token, address: "https://id.example.org.evil.example").isEmpty)
    }

    @Test func theFirstListenerIsTheOwnAddressOfAServerWithoutAPublicOne() {
        let source = "{id: 'own', kind: 'token', settings: {issuer: 'http://127.0.0.1:8080/realms/master'}}"
        let found = problems("{sources: [{id: 'local', kind: 'local'}, \(source)]}")
        #expect(found.map(\.path) == ["sources[1].settings.issuer"])
        #expect(found.first?.message.contains("this server itself") == true)
    }

    @Test func commentsAndPathsRelativeToTheFileAreUnderstood() throws {
        let configuration = try load(
            """
            { // a comment
              storage: { path: "db/users.sqlite" }, masterKey: { file: "/run/secrets/key" },
              listen: [{ host: "::1", port: 0 }], tls: { certificate: "a.pem", key: "b.pem" },
            }
            """)
        #expect(configuration.databaseFile.hasSuffix("/db/users.sqlite"))
        #expect(configuration.databaseFile.hasPrefix("/"))
        #expect(configuration.masterKeyFile == "/run/secrets/key")
        #expect(configuration.tls?.keyFile.hasSuffix("/b.pem") == true)
    }

    @Test func allProblemsAreReportedAtOnce() {
        let found = problems(
            """
            { listen: [{ host: "example", port: 99999, prot: "x" }], storrage: {}, passwords: { minimumLength: "12" },
              proxies: { addresses: ["10.0.0.0/8", "nonsense"] }, signIn: { consecutiveFailures: 101 },
              passwords2: 1, log: { level: "loud" }, dialects: { native: { prefix: "api" } } }
            """)
        #expect(
            Set(found.map(\.path)) == [
                "listen[0].host", "listen[0].port", "listen[0].prot", "storrage", "passwords.minimumLength",
                "proxies.addresses[1]", "signIn.consecutiveFailures", "passwords2", "log.level",
                "dialects.native.prefix",
            ])
    }

    @Test(arguments: ["", "[]", "{", "{ listen: [], listen: [] }", "null", "{ a: 1 } x"])
    func aFileThatIsNoObjectIsRefusedWithItsPlace(_ text: String) {
        #expect(problems(text).count == 1)
    }

    @Test func hashingThatNoMachineShouldDoIsRefused() {
        #expect(!problems("{ passwords: { argon2: { memoryKiB: 4, passes: 2, lanes: 1 } } }").isEmpty)
        #expect(!problems("{ passwords: { argon2: { memoryKiB: 99999999, passes: 2, lanes: 1 } } }").isEmpty)
    }

    @Test func theLocalSourceHasToBeThereOnce() {
        #expect(problems(#"{ sources: [] }"#).map(\.path) == ["sources"])
        #expect(
            problems(#"{ sources: [{ id: "local", kind: "local" }, { id: "local", kind: "local" }] }"#).map(\.path)
                == ["sources"])
    }
}

@Suite struct SourceRegistryTests {
    private func entry(kind: String, settings: JSONValue) -> SourceEntry {
        SourceEntry(
            id: .local, kind: SourceKind(rawValue: kind), policy: ProvisioningPolicy(), settings: settings)
    }

    @Test func anUnknownKindIsRefusedAndTheKnownOnesNamed() {
        let problems = SourceRegistry.standard.problems(in: entry(kind: "ldpa", settings: [:]))
        #expect(problems.map(\.field) == ["kind"])
        #expect(problems.first?.message.contains("local") == true)
    }

    @Test func anUnknownSettingIsRefused() {
        let problems = SourceRegistry.standard.problems(in: entry(kind: "local", settings: ["baseDn": "x"]))
        #expect(problems.map(\.field) == ["baseDn"])
        #expect(SourceRegistry.standard.problems(in: entry(kind: "local", settings: [:])).isEmpty)
        #expect(!SourceRegistry.standard.problems(in: entry(kind: "local", settings: [])).isEmpty)
    }
}
