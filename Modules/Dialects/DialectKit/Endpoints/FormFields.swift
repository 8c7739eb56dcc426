import HTTPCore

/// The fields of a form or a query, in their order.
package struct FormFields: Sendable {
    package let pairs: [(name: String, value: String)]

    package init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

    /// - Returns: `nil` when anything in it can't be decoded.
    package init?(encoded text: Substring) {
        guard let pairs = PercentCoding.pairs(text) else { return nil }
        self.pairs = pairs
    }

    /// The first value of that name.
    package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// The first value of that name that is not empty: for clients that send every field they know.
    package func filled(_ name: String) -> String? {
        pairs.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// The first name that stands there more than once.
    package var repeatedName: String? {
        var seen: Set<String> = []
        return pairs.first { !seen.insert($0.name).inserted }?.name
    }
}
