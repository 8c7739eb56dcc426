import HTTPCore
import JSONText

extension GatehouseConfiguration {
    /// How long what is sent by mail opens something.
    package struct Invitations: Hashable, Sendable {
        /// Of an invitation: its code and its first password.
        package var lifetimeHours = 72
        /// Of the code of a password reset.
        package var resetMinutes = 30
    }
}

extension GatehouseConfiguration.Invitations {
    static func read(_ section: inout JSONObjectReader) -> Self {
        var invitations = Self()
        if let hours = section.integer("lifetimeHours", in: 1...8_760) { invitations.lifetimeHours = hours }
        if let minutes = section.integer("resetMinutes", in: 5...1_440) { invitations.resetMinutes = minutes }
        return invitations
    }

    var shown: JSONValue {
        ["lifetimeHours": .integer(Int64(lifetimeHours)), "resetMinutes": .integer(Int64(resetMinutes))]
    }
}

/// The one name of the house that links may carry (`publicAddress`).
enum PublicAddress {
    /// - Returns: the address without slashes at its end; `nil` unless it is `http` or `https` with a host, and nothing
    ///   behind the path: no login, query or fragment.
    static func checked(_ text: String) -> String? {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
        var rest = text.dropFirst(scheme.count)
        while rest.hasSuffix("/") { rest = rest.dropLast() }
        let host = rest.prefix { $0 != "/" }
        guard isHost(host), rest.utf8.allSatisfy(isPlain), !rest.contains("//"), !rest.contains("..") else {
            return nil
        }
        return scheme + rest
    }

    private static func isHost(_ text: Substring) -> Bool {
        var name = text
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            guard let port = Int(text[text.index(after: colon)...]), (1...65_535).contains(port) else { return false }
            name = text[..<colon]
        }
        if name.hasPrefix("["), name.hasSuffix("]") { return IPAddress(String(name.dropFirst().dropLast())) != nil }
        return !name.isEmpty && !name.contains(":") && name.utf8.first != UInt8(ascii: ".")
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x2D, 0x2E, 0x2F, 0x3A, 0x5B, 0x5D, 0x5F, 0x7E: true  // - . / : [ ] _ ~
        default: false
        }
    }
}
