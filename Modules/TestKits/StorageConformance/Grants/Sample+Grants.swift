import FoundationEssentials
import IdentityCore

extension Sample {
    static let program = ClientID(rawValue: "program")

    static func familyID(_ number: UInt32) -> RefreshFamilyID { RefreshFamilyID(uuid(number)) }

    static func family(
        _ number: UInt32, of session: UInt32, client: ClientID = program, offline: Bool = false,
        createdAt: Date = start, lasts: TimeInterval = 1_800
    ) -> RefreshFamily {
        RefreshFamily(
            id: familyID(number), session: SessionID(uuid(session)), client: client, current: uuid(number + 1_000),
            scopes: ["openid", "e-mail"], isOffline: offline, createdAt: createdAt, renewedAt: createdAt,
            expiresAt: createdAt.addingTimeInterval(lasts))
    }

    static func authorizationCode(
        _ number: UInt32, of session: UInt32, lasts: TimeInterval = 60
    ) -> AuthorizationCode {
        AuthorizationCode(
            digest: digest(number), session: SessionID(uuid(session)), client: program,
            redirectURI: "https://app.example/back?x=1", scopes: ["openid"], nonce: "n-\(number)", challenge: "c",
            createdAt: start, expiresAt: start.addingTimeInterval(lasts))
    }

    static func device(_ number: UInt32, lasts: TimeInterval = 600) -> DeviceGrant {
        DeviceGrant(
            digest: digest(number), userCode: "CODE\(number)", client: program, realm: .standard, scopes: [],
            createdAt: start, expiresAt: start.addingTimeInterval(lasts))
    }
}

extension Storage {
    /// Users 1 and 2 with a session each, 11 and 12, and a client.
    func insertProgram() async throws {
        try await write { store in
            for number: UInt32 in [1, 2] {
                try store.userWrites.insert(Sample.user(number))
                try store.sessionWrites.insert(Sample.session(number + 10, of: number))
            }
            try store.clientWrites.insert(Sample.client(Sample.program.rawValue))
        }
    }
}
