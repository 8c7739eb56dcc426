import FoundationEssentials
import IdentityCore
import SQLiteKit

struct GrantsTable: GrantReading, GrantWriting {
    let statements: StatementRunner

    init(statements: StatementRunner) { self.statements = statements.referring(to: .session) }

    func code(_ digest: TokenDigest) throws(ServiceError) -> AuthorizationCode? {
        try statements.first(GrantStatements.code, digest.bytes, read: Self.code)
    }

    func device(_ digest: TokenDigest) throws(ServiceError) -> DeviceGrant? {
        try statements.first(GrantStatements.device, digest.bytes, read: Self.device)
    }

    func device(userCode: String) throws(ServiceError) -> DeviceGrant? {
        try statements.first(GrantStatements.deviceByUserCode, userCode, read: Self.device)
    }

    func insert(_ code: AuthorizationCode) throws(ServiceError) {
        try statements.run(
            GrantStatements.insertCode, code.digest.bytes, code.session.rawValue, code.client.rawValue,
            code.redirectURI, ScopeList.text(code.scopes), code.nonce, code.challenge, code.createdAt.microseconds,
            code.expiresAt.microseconds, code.usedAt?.microseconds, code.madeIn?.rawValue)
    }

    func replace(_ code: AuthorizationCode) throws(ServiceError) {
        let changed = try statements.run(
            GrantStatements.useCode, code.digest.bytes, code.usedAt?.microseconds, code.session.rawValue,
            code.madeIn?.rawValue)
        guard changed == 1 else { throw .notFound(.code) }
    }

    func insert(_ device: DeviceGrant) throws(ServiceError) {
        try statements.run(
            GrantStatements.insertDevice, device.digest.bytes, device.userCode, device.client.rawValue,
            device.realm.rawValue, ScopeList.text(device.scopes), device.createdAt.microseconds,
            device.expiresAt.microseconds, device.decision.session?.rawValue, device.decision == .denied,
            device.polledAt?.microseconds)
    }

    func replace(_ device: DeviceGrant) throws(ServiceError) {
        let changed = try statements.run(
            GrantStatements.replaceDevice, device.digest.bytes, device.decision.session?.rawValue,
            device.decision == .denied, device.polledAt?.microseconds)
        guard changed == 1 else { throw .notFound(.code) }
    }

    func removeDevice(_ digest: TokenDigest) throws(ServiceError) -> Bool {
        try statements.run(GrantStatements.removeDevice, digest.bytes) == 1
    }

    func removeExpiredGrants(before moment: Date, limit: Int) throws(ServiceError) -> Int {
        let limit = max(limit, 0)
        return try statements.run(GrantStatements.removeExpiredCodes, moment.microseconds, limit)
            + statements.run(GrantStatements.removeExpiredDevices, moment.microseconds, limit)
    }

    private static func code(_ row: SQLiteRow) throws(SQLiteError) -> AuthorizationCode {
        AuthorizationCode(
            digest: TokenDigest(bytes: row.bytes(0)), session: SessionID(try row.uuid(1)),
            client: ClientID(rawValue: row.text(2)), redirectURI: row.text(3), scopes: ScopeList.scopes(row.text(4)),
            nonce: row.optionalText(5), challenge: row.optionalText(6), createdAt: row.date(7), expiresAt: row.date(8),
            usedAt: row.optionalDate(9), madeIn: try row.optionalUUID(10).map { SessionID($0) })
    }

    private static func device(_ row: SQLiteRow) throws(SQLiteError) -> DeviceGrant {
        let session = try row.optionalUUID(7).map { SessionID($0) }
        return DeviceGrant(
            digest: TokenDigest(bytes: row.bytes(0)), userCode: row.text(1), client: ClientID(rawValue: row.text(2)),
            realm: OrganizationID(rawValue: row.text(3)), scopes: ScopeList.scopes(row.text(4)),
            createdAt: row.date(5), expiresAt: row.date(6),
            decision: row.bool(8) ? .denied : session.map(DeviceGrant.Decision.approved) ?? .pending,
            polledAt: row.optionalDate(9))
    }
}

extension DeviceGrant.Decision {
    fileprivate var session: SessionID? { if case .approved(let session) = self { session } else { nil } }
}
