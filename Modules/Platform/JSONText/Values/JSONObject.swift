/// The members of a JSON object in their order. Two objects with the same members in another order are equal.
///
/// Keys are compared as Swift compares strings: canonically equivalent spellings are one key.
package struct JSONObject: Sendable {
    package struct Member: Hashable, Sendable {
        package let key: String
        package var value: JSONValue
    }

    /// Above this many members a lookup goes through an index, so that a hostile object costs no quadratic time.
    private static let scannedMembers = 12

    package private(set) var members: [Member] = []
    /// Positions by key; empty while there are few members.
    private var positions: [String: Int] = [:]

    package init() {}

    /// A key that comes again takes the place of the earlier one.
    package init(_ pairs: some Sequence<(String, JSONValue)>) {
        for (key, value) in pairs { self[key] = value }
    }

    package var keys: [String] { members.map(\.key) }
    package var count: Int { members.count }
    package var isEmpty: Bool { members.isEmpty }

    /// Setting `nil` removes the member; a new key goes to the end.
    package subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): append(key, value)
            case (nil, nil): break
            }
        }
    }

    /// Adds a member unless the key is there.
    /// - Returns: whether it was added.
    mutating func insert(_ key: String, _ value: JSONValue) -> Bool {
        guard position(of: key) == nil else { return false }
        append(key, value)
        return true
    }

    private func position(of key: String) -> Int? {
        positions.isEmpty ? members.firstIndex { $0.key == key } : positions[key]
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        members.append(Member(key: key, value: value))
        if !positions.isEmpty {
            positions[key] = members.count - 1
        } else if members.count > Self.scannedMembers {
            rebuildPositions()
        }
    }

    private mutating func remove(at position: Int) {
        members.remove(at: position)
        if members.count > Self.scannedMembers { rebuildPositions() } else { positions = [:] }
    }

    private mutating func rebuildPositions() {
        positions = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1.key, $0) })
    }
}

extension JSONObject: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    package func hash(into hasher: inout Hasher) {
        // The order must not show: equal objects hash alike.
        hasher.combine(members.reduce(0) { $0 ^ $1.hashValue })
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
