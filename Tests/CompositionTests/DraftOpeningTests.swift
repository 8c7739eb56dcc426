import IdentityCore
import JSONText
import TestSupport
import Testing
import Threading

@testable import Composition

/// A source that reads a secret when it is opened.
private enum Probe: IdentitySourceKind {
    struct Configuration: SourceConfiguration {
        static let knownKeys: Set<String> = ["url", "urls", "startTLS", "caFile", "base", "bind"]
        static let addressKeys: Set<String> = ["url", "urls", "startTLS", "caFile"]

        struct Bind: Decodable {
            var password: String?
            var passwordFile: String?
        }

        var url: String?
        var urls: [String]?
        var startTLS: Bool?
        var caFile: String?
        var base: String?
        var bind: Bind?
        var problems: [FieldProblem] {
            url == nil && urls == nil ? [FieldProblem("url", .missing, "url is missing.")] : []
        }
    }

    static let kind = SourceKind(rawValue: "probe")

    static func open(
        _ configuration: Configuration, as id: SourceID, policy: ProvisioningPolicy, in environment: SourceEnvironment
    ) async throws(ServiceError) -> IdentitySource {
        if let file = configuration.bind?.passwordFile { _ = try environment.files.secret(file) }
        if let file = configuration.caFile { _ = try environment.files.path(file) }
        return IdentitySource(id: id, kind: kind, policy: policy)
    }
}

/// Which files somebody got at.
private final class WatchedFiles: SourceFiles {
    private let names = Locked<[String]>([])
    var read: [String] { names.withLock { $0 } }

    func path(_ name: String) throws(ServiceError) -> String {
        names.withLock { $0.append(name) }
        return name
    }

    func secret(_ name: String) throws(ServiceError) -> Secret {
        names.withLock { $0.append(name) }
        return Secret("sesame")
    }
}

@Suite struct AddedKindTests {
    @Test func aKindOfOnesOwnIsKnownBesideTheOthersAndNoneTakesTheNameOfAnother() throws {
        let entry = SourceEntry(
            id: SourceID(rawValue: "mine"), kind: Probe.kind, policy: ProvisioningPolicy(),
            settings: ["url": "probe://here", "base": 7])
        #expect(SourceRegistry.standard.problems(in: entry).map(\.field) == ["kind"])
        let more = try #require(SourceRegistry.standard.adding([Probe.self]))
        #expect(more.problems(in: entry).map(\.message) == ["base has to be a text."])
        #expect(more.problems(in: .local).isEmpty)
        #expect(more.adding([Probe.self]) == nil)
        #expect(SourceRegistry.standard.adding([Probe.self, Probe.self]) == nil)
    }
}

@Suite struct DraftOpeningTests {
    private let files = WatchedFiles()
    private let saved: JSONValue = [
        "url": "ldaps://directory.example", "caFile": "ca.pem", "base": "dc=example",
        "bind": ["passwordFile": "bind.password"],
    ]

    private func open(
        _ settings: String, saved id: String? = "corp", kind: String = "probe"
    ) async throws -> IdentitySource {
        let policy = ProvisioningPolicy(createsOnFirstLogin: true)
        let opening = DraftOpening(
            registry: SourceRegistry([Probe.self]),
            saved: [
                SourceEntry(id: SourceID(rawValue: "corp"), kind: Probe.kind, policy: policy, settings: saved)
            ], environment: .plain(SteppingClock(), files: files))
        return try await opening.open(
            SourceDraft(
                saved: id.map(SourceID.init(rawValue:)), kind: SourceKind(rawValue: kind), settings: settings))
    }

    private func problems(_ settings: String, saved id: String? = "corp", kind: String = "probe") async -> [String] {
        do {
            _ = try await open(settings, saved: id, kind: kind)
            return []
        } catch ServiceError.invalidInput(let problems) { return problems.map(\.field) } catch { return ["\(error)"] }
    }

    @Test func theSavedSecretGoesAlongWhileTheAddressIsTheSaved() async throws {
        let source = try await open(
            """
            { url: 'ldaps://directory.example', caFile: 'ca.pem', base: 'ou=people,dc=example', // another base
              bind: { passwordFile: 'bind.password' }, }
            """)
        #expect(source.id.rawValue == "corp" && source.policy.createsOnFirstLogin)
        #expect(files.read == ["bind.password", "ca.pem"])
    }

    @Test(arguments: [
        "{url: 'ldaps://attacker.example', caFile: 'ca.pem', bind: {passwordFile: 'bind.password'}}",
        "{url: 'ldap://directory.example', caFile: 'ca.pem', bind: {passwordFile: 'bind.password'}}",
        "{url: 'ldaps://directory.example:6360', caFile: 'ca.pem', bind: {passwordFile: 'bind.password'}}",
        "{url: 'ldaps://directory.example', bind: {passwordFile: 'bind.password'}}",
        "{url: 'ldaps://directory.example', caFile: 'ca.pem', startTLS: false, bind: {passwordFile: 'bind.password'}}",
        """
        {url: 'ldaps://directory.example', urls: ['ldaps://attacker.example'], caFile: 'ca.pem',
         bind: {passwordFile: 'bind.password'}}
        """,
    ])
    func l08_aStoredSecretGoesToNoOtherHostAndNoWeakerConnection(_ settings: String) async throws {
        #expect(await problems(settings).contains("bind.passwordFile"))
        #expect(files.read.isEmpty)
    }

    @Test(arguments: [
        "{url: 'ldaps://directory.example', caFile: 'ca.pem', bind: {passwordFile: '/etc/shadow'}}",
        "{url: 'ldaps://directory.example', caFile: 'ca.pem', bind: {passwordFile: './bind.password'}}",
        "{url: 'ldaps://directory.example', caFile: 'ca.pem', bind: {passwordFile: 'ca.pem'}}",
    ])
    func l08_aDraftReadsNoOtherFileOfTheServer(_ settings: String) async throws {
        #expect(await problems(settings) == ["bind.passwordFile"])
        #expect(files.read.isEmpty)
    }

    @Test func l08_aFileUnderAnotherKeyOrForANewSourceIsRefused() async throws {
        #expect(
            await problems("{url: 'ldaps://directory.example', caFile: 'bind.password'}") == ["caFile"])
        let new = "{url: 'ldaps://directory.example', bind: {passwordFile: 'bind.password'}}"
        #expect(await problems(new, saved: nil) == ["bind.passwordFile"])
        #expect(files.read.isEmpty)
    }

    /// The fields that are wrong with a draft of kind `ldap`.
    private func directory(_ draft: String, saved: JSONValue?) async -> [String] {
        let id = SourceID(rawValue: "corp"), kind = SourceKind(rawValue: "ldap")
        let opening = DraftOpening(
            registry: .standard,
            saved: saved.map {
                [SourceEntry(id: id, kind: kind, policy: ProvisioningPolicy(), settings: $0)]
            } ?? [], environment: .plain(SteppingClock(), files: files))
        do {
            let draft = SourceDraft(saved: saved == nil ? nil : id, kind: kind, settings: draft)
            await (try await opening.open(draft)).upkeep?.close()
            return []
        } catch ServiceError.invalidInput(let problems) { return problems.map(\.field) } catch { return ["\(error)"] }
    }

    @Test func l08_aDraftIsNobodyBecauseOfWhoTheServerIs() async {
        let socket = "url: 'ldapi://%2Frun%2Fslapd%2Fldapi', base: 'dc=example'"
        let asItself = "{\(socket), bind: 'external'}", asNobody = "{\(socket), bind: 'anonymous'}"
        let elsewhere = "{url: 'ldapi://%2Frun%2Fother', base: 'dc=example', bind: 'external'}"
        let several = "{urls: ['ldaps://a', 'ldapi://%2Frun%2Fother'], base: 'dc=example', bind: 'anonymous'}"
        #expect(await directory(asItself, saved: nil) == ["url", "bind"])
        #expect(await directory(asNobody, saved: nil) == ["url", "bind"])
        #expect(await directory(several, saved: nil) == ["urls", "bind"])
        let remote: JSONValue = ["url": "ldaps://directory.example", "base": "dc=example", "bind": "anonymous"]
        #expect(await directory(asItself, saved: remote) == ["url", "bind"])
        let local: JSONValue = ["url": "ldapi://%2Frun%2Fslapd%2Fldapi", "base": "dc=example", "bind": "external"]
        #expect(await directory(asNobody, saved: local) == ["url", "bind"])
        #expect(await directory(elsewhere, saved: local) == ["url", "bind"])
        // The saved one may be tried, with another base.
        let narrower = "{\(socket.replacing("dc=example", with: "ou=x,dc=example")), bind: 'external'}"
        #expect(await directory(narrower, saved: local).isEmpty)
        #expect(await directory("{url: 'ldaps://x', base: 'dc=example', bind: 'anonymous'}", saved: nil).isEmpty)
    }

    @Test func aDraftMayCarryASecretOfItsOwnToAnyHost() async throws {
        let draft = "{url: 'ldaps://other.example', bind: {password: 'sesame'}}"
        #expect(try await open(draft).id.rawValue == "corp")
        let new = try await open(draft, saved: nil)
        #expect(new.id.rawValue == "draft" && !new.policy.createsOnFirstLogin)
        #expect(files.read.isEmpty)
    }

    @Test func whatIsWrongWithADraftIsSaid() async throws {
        #expect(await problems("{base: 'x', colour: 1}") == ["colour", "url"])
        #expect(await problems("{") == ["settings"])
        #expect(await problems("[]") == ["settings"])
        #expect(await problems("{url: 'x'}", kind: "none") == ["kind"])
        await #expect(throws: ServiceError.notFound(.source)) { try await open("{url: 'x'}", saved: "gone") }
    }
}
