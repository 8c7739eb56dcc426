import CurlKit

/// A checked address: `https`, or `http` to this machine; no login in it, no fragment.
package struct FetchAddress: Hashable, Sendable, CustomStringConvertible {
    package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// As given.
    package let text: String
    package let host: String
    package let port: Int
    package let isProtected: Bool

    /// - Throws: what is wrong with it, to stand behind the name of the field.
    package init(_ text: String) throws(Problem) {
        guard text.utf8.count <= 2_048, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x5C }) else {
            throw Problem(description: "is no address such as https://id.example.org/keys")
        }
        let scheme = text.prefix { $0 != ":" }.lowercased()
        guard scheme == "https" || scheme == "http", text.dropFirst(scheme.count).hasPrefix("://") else {
            throw Problem(description: "does not begin with https://")
        }
        let rest = text.dropFirst(scheme.count + 3)
        let authority = rest.prefix { !"/?#".contains($0) }
        guard !rest.contains("#") else { throw Problem(description: "has a fragment") }
        guard let (host, port) = Self.parts(of: authority) else {
            throw Problem(description: "names no host, or has a login or a wrong port in it")
        }
        guard scheme == "https" || HostText.isLoopback(host) else {
            throw Problem(description: "is not protected: http is good for this machine only, take https")
        }
        self.text = text
        self.host = host
        isProtected = scheme == "https"
        self.port = port ?? (isProtected ? 443 : 80)
    }

    package var description: String { text }
    package var isLoopback: Bool { HostText.isLoopback(host) }

    private static func parts(of authority: Substring) -> (host: String, port: Int?)? {
        var host = authority, port: Substring?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<end]
            let behind = authority[authority.index(after: end)...]
            guard behind.isEmpty || behind.hasPrefix(":"), HostText.isIPv6(String(host)) else { return nil }
            port = behind.isEmpty ? nil : behind.dropFirst()
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
        }
        let name = host.lowercased()
        guard HostText.isHost(name), authority.hasPrefix("[") || !name.contains(":") else { return nil }
        guard let port else { return (name, nil) }
        guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port),
            (1...65_535).contains(number)
        else { return nil }
        return (name, number)
    }
}
