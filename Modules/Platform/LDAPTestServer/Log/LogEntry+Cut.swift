extension LDAPTestServer.LogEntry {
    /// Of each text and each list in it: a message of a client can be 1 MiB, and 10,000 of them are kept.
    static let textBytes = 4_096
    private static let listItems = 64

    /// As it is kept.
    var cut: Self {
        var entry = self
        entry.dn = dn.map(Self.cut)
        entry.filter = filter.map(Self.cut)
        entry.detail = detail.map(Self.cut)
        entry.attributes = Self.cut(attributes)
        entry.controls = Self.cut(controls)
        entry.identity = Self.cut(identity)
        entry.diagnostic = Self.cut(diagnostic)
        return entry
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > textBytes else { return text }
        return String(decoding: text.utf8.prefix(textBytes), as: UTF8.self) + "…"
    }

    private static func cut(_ list: [String]) -> [String] {
        var bytesLeft = textBytes
        let kept = list.prefix(listItems).map(cut).prefix { text in
            bytesLeft -= text.utf8.count
            return bytesLeft >= 0
        }
        return kept.count < list.count ? kept + ["…"] : Array(kept)
    }
}
