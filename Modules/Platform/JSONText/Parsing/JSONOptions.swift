/// What the parser accepts.
package struct JSONOptions: Hashable, Sendable {
    /// How deep arrays and objects may nest. The parser recurses: keep it in the hundreds at most.
    package var maximumDepth: Int
    /// Accepts what people like to write in configuration files: comments, trailing commas, keys without quotes when
    /// they look like a name, and strings in single quotes. Nothing else of JSON5.
    package var isRelaxed: Bool

    package init(maximumDepth: Int = 64, isRelaxed: Bool = false) {
        self.maximumDepth = maximumDepth
        self.isRelaxed = isRelaxed
    }

    /// RFC 8259, for everything that comes over a wire.
    package static let strict = JSONOptions()
    /// For configuration files.
    package static let json5 = JSONOptions(isRelaxed: true)
}
