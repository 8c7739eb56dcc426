import Glibc

/// Where a directory answers: `ldap://host:389`, `ldaps://host:636`, or `ldapi://%2Frun%2Fslapd%2Fldapi` for a socket of
/// this machine. Nothing else can become one: neither another scheme nor a login, a base or a filter inside the text.
package struct LDAPURL: Hashable, Sendable, CustomStringConvertible {
    package enum Scheme: String, Hashable, Sendable, CaseIterable {
        /// In clear, until StartTLS.
        case ldap
        /// TLS from the first byte.
        case ldaps
        /// A socket in the file system.
        case ldapi
    }

    package let scheme: Scheme
    /// A name or an address, without brackets; empty for `ldapi`.
    package let host: String
    /// 0 for `ldapi`.
    package let port: Int
    /// The socket's absolute path; empty except for `ldapi`.
    package let path: String

    /// Reads what an administrator wrote. The refusal says what is wrong without repeating the text, which may hold a
    /// password.
    package init(_ text: String) throws(LDAPURLError) {
        guard let mark = text.utf8.firstIndex(of: UInt8(ascii: ":")), text[mark...].hasPrefix("://"),
            let scheme = Scheme(rawValue: text[..<mark].lowercased())
        else { throw .otherScheme }
        self.scheme = scheme
        let rest = text[mark...].dropFirst(3)
        if scheme == .ldapi {
            (host, port, path) = ("", 0, try Self.socketPath(rest))
        } else {
            path = ""
            (host, port) = try Self.authority(rest, defaultPort: scheme == .ldaps ? 636 : 389)
        }
    }

    package var description: String {
        switch scheme {
        case .ldapi: "ldapi://\(Self.percentEncoded(path))"
        case .ldap, .ldaps: "\(scheme.rawValue)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        }
    }

    /// Whether nobody but this machine can listen on the way.
    package var isLoopback: Bool { scheme == .ldapi || PeerAddress.isLoopback(host) }

    private static func authority(
        _ text: Substring, defaultPort: Int
    ) throws(LDAPURLError) -> (host: String, port: Int) {
        let text = text.hasSuffix("/") ? text.dropLast() : text
        guard !text.contains("@") else { throw .login }
        guard !text.contains(where: { $0 == "/" || $0 == "?" || $0 == "#" }) else { throw .moreThanAServer }
        var host = text, port: Substring?
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { throw .host }
            host = text[..<end].dropFirst()
            guard PeerAddress.isIPv6(String(host)) else { throw .host }
            let after = text[end...].dropFirst()
            guard after.isEmpty || after.hasPrefix(":") else { throw .host }
            port = after.isEmpty ? nil : after.dropFirst()
        } else if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            port = text[colon...].dropFirst()
        }
        guard PeerAddress.isHost(String(host)) else { throw .host }
        guard !PeerAddress.isForbidden(String(host)) else { throw .forbiddenAddress }
        guard let port else { return (String(host), defaultPort) }
        guard port.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int(port), 1...65_535 ~= number else {
            throw .port
        }
        return (String(host), number)
    }

    /// Longer does not fit into the kernel's address of a socket.
    private static let longestPath = 107

    private static func socketPath(_ text: Substring) throws(LDAPURLError) -> String {
        let text = text.hasSuffix("/") ? text.dropLast() : text
        var bytes: [UInt8] = [], rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(Hexadecimal.digit),
                    let low = rest.popFirst().flatMap(Hexadecimal.digit)
                else { throw .path }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): throw .moreThanAServer
            default: bytes.append(byte)
            }
        }
        guard bytes.first == UInt8(ascii: "/"), bytes.count <= longestPath,
            bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
            let path = String(validating: bytes, as: UTF8.self)
        else { throw .path }
        return path
    }

    private static func percentEncoded(_ path: String) -> String {
        path.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                String(UnicodeScalar(byte))
            default: "%" + Hexadecimal.text(of: byte).uppercased()
            }
        }.joined()
    }
}

/// Why a text is no address of a directory.
package enum LDAPURLError: String, Error, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    case otherScheme = "begins with neither ldap://, ldaps:// nor ldapi://"
    case login = "holds a login; it has a place of its own"
    case moreThanAServer = "holds more than a server and a port"
    case host = "names no host"
    case port = "has a port that is no number from 1 to 65535"
    case path = "has no absolute path of at most 107 bytes, in percent-encoding, after ldapi://"
    case forbiddenAddress = "is an address at which only the machine's own metadata answers"

    package var description: String { rawValue }
}
