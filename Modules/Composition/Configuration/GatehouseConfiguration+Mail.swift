import JSONText
package import SMTPKit

extension GatehouseConfiguration {
    /// The server that takes mail.
    package struct Mail: Sendable {
        package var host: String
        package var port: Int
        package var security: SMTPServer.Security
        package var allowsUnencrypted: Bool
        /// Comes with `passwordFile` or not at all.
        package var username: String?
        package var passwordFile: String?
        /// An address, or a name with an address in angle brackets.
        package var from: String
        package var caFile: String?
        package var timeoutSeconds: Int
    }
}

extension GatehouseConfiguration.Mail {
    static func read(_ section: inout JSONObjectReader, path: (String) -> String) -> Self {
        let security = section.choice("security", as: SMTPServer.Security.self) ?? .startTLS
        let mail = Self(
            host: section.string("host", required: true) ?? "",
            port: section.integer("port", in: 1...65_535) ?? security.standardPort, security: security,
            allowsUnencrypted: section.bool("allowUnencrypted") ?? false, username: section.string("username"),
            passwordFile: section.string("passwordFile").map(path),
            from: section.string("from", required: true) ?? "", caFile: section.string("caFile").map(path),
            timeoutSeconds: section.integer("timeoutSeconds", in: 1...300) ?? 30)
        mail.reportProblems(to: &section)
        return mail
    }

    private func reportProblems(to section: inout JSONObjectReader) {
        // What is missing has been reported as such.
        if !host.isEmpty, !SMTPServer.isHost(host) {
            section.report("host", .badChoice, "\(section.path(of: "host")) is no host name and no address.")
        }
        if !from.isEmpty {
            do throws(MailProblem) { _ = try sender() } catch { section.report("from", .badChoice, error.message) }
        }
        if (username == nil) != (passwordFile == nil) {
            let missing = username == nil ? "username" : "passwordFile"
            section.report(missing, .missing, "username and passwordFile come together; \(missing) is missing.")
        }
        guard security == .none, !SMTPServer.isLoopback(host) else { return }
        if username != nil {
            section.report("security", .badChoice, "A password is not sent in clear to another machine.")
        } else if !allowsUnencrypted {
            section.report(
                "security", .badChoice,
                "Mail goes to another machine in clear only with allowUnencrypted: true; codes in it can be read.")
        }
    }

    /// Both forms of `from`.
    func sender() throws(MailProblem) -> MailMessage.Mailbox {
        guard from.hasSuffix(">"), let bracket = from.lastIndex(of: "<") else {
            return try MailMessage.Mailbox(address: MailAddress(from))
        }
        let name = from[..<bracket].drop { $0 == " " }
        let address = from[from.index(after: bracket)...].dropLast()
        return try MailMessage.Mailbox(
            name: name.hasSuffix(" ") ? String(name.dropLast()) : String(name), address: MailAddress(String(address)))
    }

    /// The password itself is never among it.
    var shown: JSONValue {
        [
            "host": .string(host), "port": .integer(Int64(port)), "security": .string(security.rawValue),
            "allowUnencrypted": .bool(allowsUnencrypted), "username": username.map(JSONValue.string) ?? .null,
            "passwordFile": passwordFile.map(JSONValue.string) ?? .null, "from": .string(from),
            "caFile": caFile.map(JSONValue.string) ?? .null, "timeoutSeconds": .integer(Int64(timeoutSeconds)),
        ]
    }
}

extension SMTPServer.Security {
    /// RFC 6409 section 3.1, RFC 8314 section 7.3, RFC 5321 section 4.5.4.2.
    fileprivate var standardPort: Int {
        switch self {
        case .startTLS: 587
        case .tls: 465
        case .none: 25
        }
    }
}
