import Foundation
import TestSupport

/// A real OpenLDAP, and a site whose source `corp` it is.
struct DirectorySite {
    let slapd: Slapd
    let site: Site

    /// - Parameter isInitialized: whether there is a database.
    init(_ options: Slapd.Options = Slapd.Options(), isInitialized: Bool = true) throws {
        slapd = try Slapd.start(options)
        site = try isInitialized ? Site.initialized() : Site()
        guard isInitialized else { return }
        try configure()
    }

    /// Writes the configuration of the data folder.
    func configure(_ settings: [String: Any] = [:], policy: [String: Any] = ["createsOnFirstLogin": true]) throws {
        let whole: [String: Any] = [
            "passwords": ["argon2": ["memoryKiB": 64, "passes": 1, "lanes": 1]],
            "sources": [
                ["id": "local", "kind": "local"],
                ["id": "corp", "kind": "ldap", "policy": policy, "settings": self.settings(settings)],
            ],
        ]
        try JSONSerialization.data(withJSONObject: whole).write(
            to: URL(fileURLWithPath: "\(site.data)/gatehouse.json5"))
    }

    /// A file with one source by itself.
    func entry(_ settings: [String: Any] = [:], name: String = "entry.json5") throws -> String {
        let entry: [String: Any] = ["kind": "ldap", "settings": self.settings(settings)]
        return try site.file(name, String(decoding: try JSONSerialization.data(withJSONObject: entry), as: UTF8.self))
    }

    private func settings(_ more: [String: Any]) -> [String: Any] {
        let place = slapd.place
        let settings: [String: Any] = [
            "url": place.url, "base": place.base, "bind": bind(place.reader),
            "people": ["base": place.peopleBase], "groups": ["base": place.groupsBase],
        ]
        return settings.merging(more) { $1 }
    }

    func bind(_ account: Slapd.Account) -> [String: String] {
        ["dn": account.dn, "passwordFile": account.passwordFile]
    }

    /// A file with the password of somebody of the directory.
    func password(of name: String) throws -> String {
        try site.file("password-\(UUID().uuidString)", Slapd.password(of: name) + "\n")
    }

    func wrongPassword() throws -> String { try site.file("wrong-password", "quite-wrong-4711\n") }
}
