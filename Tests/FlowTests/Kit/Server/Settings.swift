import JSONText

/// The text of a `gatehouse.json5`: hashing as cheap as it gets, and whatever a test says otherwise.
struct Settings: Sendable {
    private var sections: JSONObject

    /// - Parameter sections: each takes the place of the default one.
    init(_ sections: JSONObject = [:]) {
        var all: JSONObject = [
            "listen": [["host": "127.0.0.1", "port": 0]],
            "passwords": Self.passwords(memoryKiB: 64, passes: 1),
            "sources": [["id": "local", "kind": "local"]],
        ]
        for member in sections.members { all[member.key] = member.value }
        self.sections = all
    }

    static func passwords(
        memoryKiB: Int64, passes: Int64, threads: Int64 = 2, queueLimit: Int64 = 64
    ) -> JSONValue {
        [
            "argon2": ["memoryKiB": .integer(memoryKiB), "passes": .integer(passes), "lanes": 1],
            "threads": .integer(threads), "queueLimit": .integer(queueLimit),
        ]
    }

    var text: String { String(decoding: JSONValue.object(sections).encoded(), as: UTF8.self) }
}
