import FoundationEssentials
import IdentityCore

struct MemoryGrants: GrantReading, GrantWriting {
    let transaction: MemoryTransaction

    func code(_ digest: TokenDigest) throws(ServiceError) -> AuthorizationCode? {
        transaction.contents.grants.codes[digest]
    }

    func device(_ digest: TokenDigest) throws(ServiceError) -> DeviceGrant? {
        transaction.contents.grants.devices[digest]
    }

    func device(userCode: String) throws(ServiceError) -> DeviceGrant? {
        transaction.contents.grants.devices.values.first { $0.userCode == userCode }
    }

    func insert(_ code: AuthorizationCode) throws(ServiceError) {
        try require(code.session)
        try require(code.client)
        guard transaction.contents.grants.codes[code.digest] == nil else {
            throw .alreadyExists(.code, field: "digest")
        }
        transaction.contents.grants.codes[code.digest] = code
    }

    func replace(_ code: AuthorizationCode) throws(ServiceError) {
        guard var stored = try self.code(code.digest) else { throw .notFound(.code) }
        try require(code.session)
        stored.usedAt = code.usedAt
        stored.session = code.session
        stored.madeIn = code.madeIn
        transaction.contents.grants.codes[code.digest] = stored
    }

    func insert(_ device: DeviceGrant) throws(ServiceError) {
        try require(device.client)
        guard try self.device(device.digest) == nil else { throw .alreadyExists(.code, field: "digest") }
        guard try self.device(userCode: device.userCode) == nil else {
            throw .alreadyExists(.code, field: "userCode")
        }
        transaction.contents.grants.devices[device.digest] = device
    }

    func replace(_ device: DeviceGrant) throws(ServiceError) {
        guard var stored = try self.device(device.digest) else { throw .notFound(.code) }
        if case .approved(let session) = device.decision { try require(session) }
        stored.decision = device.decision
        stored.polledAt = device.polledAt
        transaction.contents.grants.devices[device.digest] = stored
    }

    func removeDevice(_ digest: TokenDigest) throws(ServiceError) -> Bool {
        transaction.contents.grants.devices.removeValue(forKey: digest) != nil
    }

    func removeExpiredGrants(before moment: Date, limit: Int) throws(ServiceError) -> Int {
        let grants = transaction.contents.grants, limit = max(limit, 0)
        let codes = grants.codes.values.filter { $0.expiresAt < moment }
            .sorted { $0.expiresAt < $1.expiresAt }.prefix(limit)
        let devices = grants.devices.values.filter { $0.expiresAt < moment }
            .sorted { $0.expiresAt < $1.expiresAt }.prefix(limit)
        for code in codes { transaction.contents.grants.codes[code.digest] = nil }
        for device in devices { transaction.contents.grants.devices[device.digest] = nil }
        return codes.count + devices.count
    }

    private func require(_ session: SessionID) throws(ServiceError) {
        guard transaction.contents.sessions[session] != nil else { throw .notFound(.session) }
    }

    private func require(_ client: ClientID) throws(ServiceError) {
        guard try transaction.clients.find(client) != nil else { throw .notFound(.session) }
    }
}
