import FoundationEssentials
import IdentityCore

struct MemoryAccessKeys: AccessKeyReading, AccessKeyWriting {
    let transaction: MemoryTransaction

    func find(_ id: AccessKeyID) throws(ServiceError) -> AccessKey? { places.accessKeys[id] }

    func find(_ digest: TokenDigest) throws(ServiceError) -> AccessKey? {
        (places.keyOfDigest[digest] ?? places.keyOfPreviousDigest[digest]).flatMap { places.accessKeys[$0] }
    }

    func list(_ query: AccessKeyQuery) throws(ServiceError) -> [AccessKey] {
        let matching = places.accessKeys.values
            .filter { query.ofAnyUser ? $0.user != nil : $0.user == query.user }
            .filter { query.user != nil || query.organization == nil || $0.organization == query.organization }
            .filter { key in query.after.map { Self.comesBefore($0, Self.position(key)) } ?? true }
            .sorted { Self.comesBefore(Self.position($0), Self.position($1)) }
        return Array(matching.prefix(max(query.limit, 0)))
    }

    func insert(_ key: AccessKey) throws(ServiceError) {
        guard places.accessKeys[key.id] == nil else { throw .alreadyExists(.accessKey, field: "id") }
        if let user = key.user, transaction.contents.users[user] == nil { throw .notFound(.user) }
        try checkUnique(key)
        enter(key)
    }

    func replace(_ key: AccessKey) throws(ServiceError) {
        guard let earlier = places.accessKeys[key.id] else { throw .notFound(.accessKey) }
        let stored = AccessKey(
            id: earlier.id, owner: earlier.user == nil ? key.owner : earlier.owner, roles: key.roles,
            organization: earlier.organization,
            name: key.name,
            about: key.about, prefix: key.prefix, digest: key.digest, previous: key.previous, scopes: key.scopes,
            createdAt: earlier.createdAt, createdBy: key.createdBy, expiresAt: key.expiresAt,
            lastUsedAt: key.lastUsedAt)
        try checkUnique(stored)
        leave(earlier)
        enter(stored)
    }

    func touch(_ id: AccessKeyID, at moment: Date) throws(ServiceError) {
        transaction.contents.places.accessKeys[id]?.lastUsedAt = moment
    }

    func remove(_ id: AccessKeyID) throws(ServiceError) {
        guard let key = places.accessKeys[id] else { throw .notFound(.accessKey) }
        leave(key)
    }

    private var places: MemoryPlaces { transaction.contents.places }

    private func checkUnique(_ key: AccessKey) throws(ServiceError) {
        func isTaken(_ holder: AccessKeyID?) -> Bool { holder != nil && holder != key.id }
        if isTaken(places.keyOfDigest[key.digest]) { throw .alreadyExists(.accessKey, field: "digest") }
        if let previous = key.previous, isTaken(places.keyOfPreviousDigest[previous.digest]) {
            throw .alreadyExists(.accessKey, field: "digest")
        }
        let namesake = places.accessKeys.values.first { other in
            other.id != key.id && other.user == key.user && other.name == key.name
                && (key.user != nil || other.organization == key.organization)
        }
        if namesake != nil { throw .alreadyExists(.accessKey, field: "name") }
    }

    private func enter(_ key: AccessKey) {
        transaction.contents.places.accessKeys[key.id] = key
        transaction.contents.places.keyOfDigest[key.digest] = key.id
        if let previous = key.previous { transaction.contents.places.keyOfPreviousDigest[previous.digest] = key.id }
    }

    private func leave(_ key: AccessKey) {
        transaction.contents.places.accessKeys[key.id] = nil
        transaction.contents.places.keyOfDigest[key.digest] = nil
        if let previous = key.previous { transaction.contents.places.keyOfPreviousDigest[previous.digest] = nil }
    }

    private static func position(_ key: AccessKey) -> AccessKeyPosition {
        AccessKeyPosition(key: key.name.key, id: key.id)
    }

    private static func comesBefore(_ left: AccessKeyPosition, _ right: AccessKeyPosition) -> Bool {
        left.key.equalsByBytes(right.key) ? left.id < right.id : left.key.precedesByBytes(right.key)
    }
}

extension AccessKey {
    /// Whose it is; `nil` for a global one.
    var user: UserID? {
        if case .user(let user) = owner { user } else { nil }
    }
}
