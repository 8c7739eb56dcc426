import Foundation
import TestSupport

/// Asks a server with the programs of OpenLDAP.
enum Directory {
    static let script =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/Scripts/slapd"

    static func text(_ command: [String]) throws -> String {
        String(decoding: try Program.run(command), as: UTF8.self)
    }

    @discardableResult
    static func whoAmI(_ slapd: Slapd, _ account: Slapd.Account) throws -> String {
        try whoAmI(slapd, account.dn, account.password)
    }

    @discardableResult
    static func whoAmI(_ slapd: Slapd, _ dn: String, _ password: String) throws -> String {
        try text(["ldapwhoami", "-x", "-H", slapd.place.url, "-D", dn, "-w", password])
            .trimmingCharacters(in: .newlines)
    }

    /// - Returns: the names of the people found.
    @discardableResult
    static func search(_ slapd: Slapd, _ filter: String, as account: Slapd.Account? = nil) throws -> [String] {
        let place = slapd.place, account = account ?? place.reader
        return try text(
            [
                "ldapsearch", "-x", "-LLL", "-o", "ldif-wrap=no", "-H", place.url, "-D", account.dn, "-w",
                account.password, "-b", place.peopleBase, filter, "1.1",
            ]
        ).split(separator: "\n").compactMap { line in
            if line.hasPrefix("dn:: ") {
                return Data(base64Encoded: String(line.dropFirst(5))).map { String(decoding: $0, as: UTF8.self) }
            }
            return line.hasPrefix("dn: ") ? String(line.dropFirst(4)) : nil
        }
    }

    /// What the password policy says to a sign-in, whether it goes well or not.
    static func signInMessages(_ slapd: Slapd, _ name: String, password: String? = nil) throws -> String {
        try text(
            [
                "sh", "-c", "ldapwhoami -x -e ppolicy -H \"$1\" -D \"$2\" -w \"$3\" 2>&1 || true", "sh",
                slapd.place.url, "uid=\(name),\(slapd.place.peopleBase)", password ?? Slapd.password(of: name),
            ])
    }

    /// A value in a filter, each byte as RFC 4515 allows.
    static func escaped(_ value: String) -> String {
        value.utf8.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "\\0\(digits)" : "\\\(digits)"
        }.joined()
    }

    static func pid(_ slapd: Slapd) throws -> String {
        try String(contentsOfFile: "\(slapd.place.folder)/pid", encoding: .utf8)
            .trimmingCharacters(in: .newlines)
    }

    static func isSlapd(_ pid: String, of slapd: Slapd) -> Bool {
        let command = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(pid)/cmdline"))
        return command.map { String(decoding: $0, as: UTF8.self).contains(slapd.place.folder) } ?? false
    }
}
