import JSONText

/// `nil` is `null`.
extension JSONValue {
    static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    static func count(_ count: Int?) -> JSONValue { count.map { .integer(Int64($0)) } ?? .null }
}
