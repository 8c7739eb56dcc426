package import JSONText

/// Where a claim stands: `email`, `realm_access.roles`, or, for names with dots in them, a JSON pointer (RFC 6901) such as
/// `/https:~1~1example.org~1groups`.
package struct ClaimPath: Hashable, Sendable, CustomStringConvertible {
    private let names: [String]
    package let description: String

    /// - Returns: `nil` for a text with an empty name in it.
    package init?(_ text: String) {
        if text.hasPrefix("/") {
            names = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { name in
                name.split(separator: "~1", omittingEmptySubsequences: false).joined(separator: "/")
                    .split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~")
            }
        } else {
            names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        }
        guard names.allSatisfy({ !$0.isEmpty }), names.count <= 16 else { return nil }
        description = text
    }

    package func value(in claims: JSONObject) -> JSONValue? {
        var value = JSONValue.object(claims)
        for name in names {
            guard let next = value.objectValue?[name] else { return nil }
            value = next
        }
        return value
    }
}
