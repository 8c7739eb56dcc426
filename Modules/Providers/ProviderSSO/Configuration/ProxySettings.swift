import HTTPCore
import IdentityCore
import JSONText

/// Which proxies are believed, and in which fields they write. Names are in lower case.
struct ProxySettings: Sendable {
    struct SharedSecret: Sendable {
        enum Place: Sendable {
            case file(String)
            /// For a draft, whose file the server does not have yet.
            case literal(Secret)
        }

        private static let tooShort = "A shared secret has 32 bytes at least."

        let field: String
        let place: Place

        func read(_ files: any SourceFiles) throws(ServiceError) -> Secret {
            switch place {
            case .file(let name):
                let secret = try files.secret(name)
                guard Self.isLong(secret) else {
                    throw .invalidInput([FieldProblem("secret.secretFile", .outOfRange, "\(name): \(Self.tooShort)")])
                }
                return secret
            case .literal(let text): return text
            }
        }

        func report(to section: inout JSONObjectReader) {
            if case .literal(let text) = place, !Self.isLong(text) {
                section.report("secret", .outOfRange, Self.tooShort)
            }
        }

        private static func isLong(_ secret: Secret) -> Bool { secret.reveal { $0.utf8.count >= 32 } }
    }

    var networks: [IPNetwork] = []
    /// As written, for whoever looks at the source.
    var addresses: [String] = []
    var secret: SharedSecret?
    var login = "x-remote-user"
    var email: String?
    var displayName: String?
    var groups: String?
    var groupSeparator = ","

    func trusts(_ peer: String) -> Bool {
        guard let address = IPAddress(peer) else { return false }
        return networks.contains { $0.contains(address) }
    }

    mutating func readProxies(_ reader: inout JSONObjectReader) {
        addresses = reader.strings("proxies") ?? []
        for (index, text) in addresses.enumerated() {
            guard let network = IPNetwork(text) else {
                reader.report("proxies[\(index)]", .badChoice, "This is no address and no network such as 10.0.0.0/8.")
                continue
            }
            networks.append(network)
        }
        secret = reader.object("secret") { section in
            let field = section.fieldName("header", required: true) ?? ""
            let file = section.string("secretFile"), text = section.string("secret")
            if (file == nil) == (text == nil) {
                section.report("secretFile", .missing, "secret.secretFile names the file of the shared secret.")
            }
            let secret = SharedSecret(field: field, place: file.map { .file($0) } ?? .literal(Secret(text ?? "")))
            if text != nil { secret.report(to: &section) }
            return secret
        }
    }

    mutating func readHeaders(_ section: inout JSONObjectReader) {
        login = section.fieldName("login") ?? login
        email = section.fieldName("email")
        displayName = section.fieldName("displayName")
        groups = section.fieldName("groups")
        groupSeparator = section.string("groupSeparator") ?? groupSeparator
        if groupSeparator.unicodeScalars.count != 1 {
            section.report("groupSeparator", .badChoice, "headers.groupSeparator is one character.")
        }
    }
}

extension JSONObjectReader {
    /// The name of a header field (RFC 9110 section 5.1), in lower case. One with an underscore is refused: many servers
    /// take it for the one with a hyphen.
    mutating func fieldName(_ key: String, required: Bool = false) -> String? {
        guard let name = string(key, required: required)?.lowercased() else { return nil }
        let isName =
            !name.isEmpty
            && name.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
            }
        let reserved: Set<String> = ["authorization", "cookie", "host", "content-type", "content-length"]
        guard isName, !reserved.contains(name) else {
            report(
                key, .badChoice, "\(path(of: key)) is the name of a header such as X-Remote-User, without underscores.")
            return nil
        }
        return name
    }
}
