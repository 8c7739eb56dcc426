package import FoundationEssentials
package import IdentityCore
package import JSONText

extension Timestamp {
    package static func text(_ date: Date) -> String {
        let characters = characters(date)
        return String(decoding: characters.indices.map { characters[$0] }, as: UTF8.self)
    }

    /// - Returns: `nil` for a text that is no time of RFC 3339, with or without a fraction of a second.
    package static func date(_ text: String) -> Date? {
        for hasFraction in [true, false] {
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction)
            if let date = try? style.parse(text) { return date }
        }
        return nil
    }

    static func characters(_ date: Date) -> InlineArray<24, UInt8> {
        characters(Int64((date.timeIntervalSince1970 * 1_000).rounded()))
    }
}

extension JSONWriter {
    package mutating func field(_ key: StaticString, _ date: Date) {
        let characters = Timestamp.characters(date)
        field(key, plain: characters.span)
    }

    package mutating func field(_ key: StaticString, _ date: Date?) {
        if let date { field(key, date) } else { null(key) }
    }

    package mutating func field<Kind>(_ key: StaticString, _ id: Identifier<Kind>) {
        let characters = id.characters
        field(key, plain: characters.span)
    }
}
