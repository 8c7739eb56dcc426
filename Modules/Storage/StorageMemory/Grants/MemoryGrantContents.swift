import IdentityCore

/// What was granted to clients.
struct MemoryGrantContents: Sendable {
    var families: [RefreshFamilyID: RefreshFamily] = [:]
    var codes: [TokenDigest: AuthorizationCode] = [:]
    var devices: [TokenDigest: DeviceGrant] = [:]

    /// What ends with a session.
    mutating func forget(_ session: SessionID) {
        families = families.filter { $0.value.session != session }
        codes = codes.filter { $0.value.session != session }
        devices = devices.filter { $0.value.decision != .approved(session) }
    }

    /// What ends with a client.
    mutating func forget(_ client: ClientID) {
        families = families.filter { $0.value.client != client }
        codes = codes.filter { $0.value.client != client }
        devices = devices.filter { $0.value.client != client }
    }
}
