package import FoundationEssentials

extension Date {
    /// Since 1970, as instants are stored. What lies beyond the range stands at its end (a forged cursor may ask for
    /// it).
    package var microseconds: Int64 {
        let exact = (timeIntervalSince1970 * 1_000_000).rounded()
        if exact.isNaN { return 0 }
        if exact >= 0x1p63 { return .max }
        return exact < -0x1p63 ? .min : Int64(exact)
    }
}

/// An entry as the flat values that are stored, in the order in which they are chained.
package struct AuditFields: Hashable, Sendable {
    package let at: Int64
    package let actorKind: String
    package let actorID: UUID?
    package let actorName: String?
    package let action: String
    package let objectKind: String?
    package let objectID: String?
    package let objectName: String?
    package let outcome: String
    package let detail: String?
    package let address: String?
    package let requestID: String?
    package let subjectID: UUID?
    package let subjectName: String?
    package let organization: String?

    package init(_ entry: AuditEntry) {
        at = entry.at.microseconds
        switch entry.actor {
        case .user(let user, let login): (actorKind, actorID, actorName) = ("user", user.rawValue, login)
        case .key(let key, let name): (actorKind, actorID, actorName) = ("key", key.rawValue, name)
        case .operator(let name): (actorKind, actorID, actorName) = ("operator", nil, name)
        case .system: (actorKind, actorID, actorName) = ("system", nil, nil)
        case .anonymous: (actorKind, actorID, actorName) = ("anonymous", nil, nil)
        }
        action = entry.action.rawValue
        objectKind = entry.object?.kind.rawValue
        objectID = entry.object?.id
        objectName = entry.object?.name
        outcome = entry.outcome.rawValue
        detail = entry.detail
        address = entry.address
        requestID = entry.requestID
        subjectID = entry.subject?.user.rawValue
        subjectName = entry.subject?.login
        organization = entry.organization?.rawValue
    }

    package var encoded: [UInt8] {
        var encoding = AuditEncoding()
        encoding.add(at)
        encoding.add(actorKind)
        encoding.add(actorID)
        encoding.add(actorName)
        encoding.add(action)
        encoding.add(objectKind)
        encoding.add(objectID)
        encoding.add(objectName)
        encoding.add(outcome)
        encoding.add(detail)
        encoding.add(address)
        encoding.add(requestID)
        encoding.add(subjectID)
        encoding.add(subjectName)
        encoding.add(organization)
        return encoding.bytes
    }
}

/// Values one after another so that no two lists of values give the same bytes: each with its kind, texts and bytes
/// with their length.
package struct AuditEncoding: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() { bytes.reserveCapacity(256) }

    package mutating func addNothing() { bytes.append(0) }

    package mutating func add(_ number: Int64) {
        bytes.append(1)
        append(UInt64(bitPattern: number))
    }

    package mutating func add(_ text: String?) {
        guard let text else { return addNothing() }
        bytes.append(2)
        append(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    package mutating func addText(_ utf8: [UInt8]) {
        bytes.append(2)
        append(UInt64(utf8.count))
        bytes += utf8
    }

    package mutating func add(_ value: [UInt8]) {
        bytes.append(3)
        append(UInt64(value.count))
        bytes += value
    }

    package mutating func add(_ id: UUID?) {
        guard let id else { return addNothing() }
        bytes.append(3)
        append(16)
        let (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) = id.uuid
        bytes += [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]
    }

    private mutating func append(_ number: UInt64) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
