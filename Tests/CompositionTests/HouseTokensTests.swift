import Composition
import EventLog
import Foundation
import IdentityCore
import IdentityServices
import StorageSQLite
import Testing

/// Signed tokens in the house as it runs: on SQLite, with everything that it remembers.
@Suite struct HouseTokensTests {
    private static let client = ClientID(rawValue: "probe")
    private let log = EventLog(minimum: .error)
    private let caller = Caller(.operator("tester"))
    private let origin = RequestOrigin(address: "192.0.2.1", limitKey: "192.0.2.1")

    private struct Stage {
        let house: House
        /// The same folder in another process, as far as the two can tell.
        let other: House
        let admin: User
        let session: Session
    }

    private func onStage(_ body: (Stage) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "house-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let password = Secret("correct-horse-9-battery")
        let made = try await DataFolder(path).initialize(
            adminLogin: "admin", adminPassword: password, as: caller, log: log)
        let configuration = try ConfigurationFile.load(made.configurationFile)
        let house = try await House.open(configuration, log: log)
        let other = try await House.open(configuration, log: log)
        let outcome: Result<Void, any Error>
        do {
            _ = try await house.clients.create(CreateClient(id: Self.client.rawValue), as: caller)
            _ = try await house.signingKeys.rotate(to: .es256, as: caller)
            let issued = try await house.signIn.signIn(login: "admin", password: password, from: origin)
            outcome = .success(
                try await body(
                    Stage(house: house, other: other, admin: issued.account.user, session: issued.session)))
        } catch { outcome = .failure(error) }
        await house.close()
        await other.close()
        try outcome.get()
    }

    private func claims(_ stage: Stage) -> TokenClaims {
        let now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))
        return TokenClaims(
            .access, id: UUID(), issuer: "\(stage.house.tokenIssuers.address)/realms/master", subject: stage.admin.id,
            audience: [], client: Self.client, session: stage.session.id, issuedAt: now,
            expiresAt: now.addingTimeInterval(300))
    }

    private func isOpened(by token: Secret, _ house: House) async throws -> Bool {
        do {
            _ = try await house.sessions.caller(presenting: token, from: origin)
            return true
        } catch ServiceError.unauthenticated {
            return false
        }
    }

    @Test(arguments: ["end", "disable", "password", "revoke", "client", "key"])
    func t13_whatEndsATokenIsSeenByTheVeryNextRequestAlsoFromAnotherProcess(_ way: String) async throws {
        try await onStage { stage in
            let claims = claims(stage), token = try await stage.house.tokenSigning.sign(claims)
            // Twice: the second time it is remembered.
            for house in [stage.house, stage.other, stage.house, stage.other] {
                #expect(try await isOpened(by: token, house))
            }
            switch way {
            case "end": try await stage.other.sessions.end(stage.session.id, as: caller)
            case "disable":
                _ = try await stage.other.users.create(
                    CreateUser(
                        login: "root", roles: [Role.superAdmin.rawValue],
                        credential: .password(Secret("third-horse-5-battery"), temporary: false)), as: caller)
                var edit = EditUser()
                edit.isEnabled = false
                _ = try await stage.other.users.edit(.id(stage.admin.id), edit, as: caller)
            case "password":
                try await stage.other.users.setPassword(
                    of: .id(stage.admin.id), to: Secret("another-horse-7-battery"), as: caller)
            case "revoke":
                try await stage.other.storage.write {
                    try $0.revokedTokenWrites.insert(claims.id, until: claims.expiresAt!)
                }
            case "client":
                var edit = EditClient()
                edit.isEnabled = false
                _ = try await stage.other.clients.edit(Self.client, edit, as: caller)
            default: _ = try await stage.other.signingKeys.rotate(overlap: 0, as: caller)
            }
            #expect(try await !isOpened(by: token, stage.house))
            #expect(try await !isOpened(by: token, stage.other))
        }
    }

    @Test func aSigningKeyIsSealedAnewWithTheMasterKeyAndSignsOn() async throws {
        try await onStage { stage in
            let before = try await stage.house.tokenSigning.sign(claims(stage))
            let done = try await stage.house.rotateMasterKey(keepsOld: true, as: caller) { _, _ in }
            // Beside it the secrets of two clients.
            #expect(done.resealed == 3)
            let keys = try await stage.house.storage.read(.point) { try $0.signingKeys.list() }
            #expect(keys.map(\.sealed?.key) == [done.current])
            #expect(try await isOpened(by: before, stage.other))
            let after = try await stage.other.tokenSigning.sign(claims(stage))
            #expect(try await isOpened(by: after, stage.house))
        }
    }

    @Test func theIssuerIsThePublicAddressOrTheFirstListener() throws {
        var configuration = GatehouseConfiguration(folder: "/nowhere")
        #expect(configuration.tokenIssuers.address == "http://127.0.0.1:8080")
        configuration.listeners = [.init(host: "::1", port: 1)]
        #expect(configuration.tokenIssuers.address == "http://[::1]:1")
        configuration.publicAddress = "https://id.example.org"
        #expect(configuration.tokenIssuers.address == "https://id.example.org")
    }
}
