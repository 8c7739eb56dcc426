import JSONText

/// Where each API is found, and which ones are served at all.
package struct DialectMounts: Sendable {
    package struct Mount: Hashable, Sendable {
        package var isEnabled = true
        /// The same endpoints below each of them.
        package var prefixes: [String]
    }

    /// By the dialect's name, in the order they are mounted.
    package private(set) var mounts: [(name: String, mount: Mount)] = [
        ("native", Mount(prefixes: ["/api/v1"])),
        // Newer clients expect the root, older ones and Wallaroo's /auth.
        ("openid", Mount(prefixes: ["", "/auth"])),
        ("keycloak", Mount(prefixes: ["", "/auth"])),
        ("wallaroo", Mount(prefixes: ["/v1"])),
        ("dataiku", Mount(prefixes: ["/dip/publicapi", "/public/api"])),
        ("mlte", Mount(prefixes: ["/mlte/api"])),
        ("waii", Mount(prefixes: ["/waii"])),
    ]

    package init() {}

    /// - Returns: no prefix for a dialect that is switched off, or that nobody has heard of.
    package func prefixes(of name: String) -> [String] {
        guard let mount = mounts.first(where: { $0.name == name })?.mount, mount.isEnabled else { return [] }
        return mount.prefixes
    }

    mutating func read(_ section: inout JSONObjectReader) {
        for index in mounts.indices {
            section.object(mounts[index].name) { dialect in
                mounts[index].mount.isEnabled = dialect.bool("enabled") ?? true
                if let prefix = dialect.string("prefix") {
                    mounts[index].mount.prefixes = [prefix]
                    if !Self.isPrefix(prefix) { dialect.report("prefix", .badChoice, Self.advice) }
                } else if let prefixes = dialect.strings("prefixes") {
                    mounts[index].mount.prefixes = prefixes
                    if prefixes.isEmpty || !prefixes.allSatisfy(Self.isPrefix) {
                        dialect.report("prefixes", .badChoice, Self.advice)
                    }
                }
            }
        }
    }

    var shown: JSONValue {
        .object(
            JSONObject(
                mounts.map { name, mount in
                    (
                        name,
                        [
                            "enabled": .bool(mount.isEnabled),
                            "prefixes": .array(mount.prefixes.map(JSONValue.string)),
                        ]
                    )
                }))
    }

    private static let advice = "A prefix is empty or looks like /api/v1."

    private static func isPrefix(_ text: String) -> Bool {
        let isPath = text.isEmpty || (text.hasPrefix("/") && !text.hasSuffix("/"))
        return isPath && !text.contains("{") && !text.contains("//")
    }
}
