import Foundation
import TestSupport

/// A real OpenLDAP, and a site whose source `corp` it is.
struct DirectorySite {
    let slapd: Slapd
    let site: Site

    /// - Parameter site: that of a new Gatehouse with the source unless told.
    init(_ options: Slapd.Options = Slapd.Options(), on site: Site? = nil) throws {
        slapd = try Slapd.start(options)
        if let site {
            self.site = site
        } else {
            self.site = try Site.initialized()
            try configure()
        }
    }

    /// Writes the configuration of the data folder.
    func configure(_ settings: [String: Any] = [:], policy: [String: Any] = ["createsOnFirstLogin": true]) throws {
        try write(sections(settings, policy), to: "\(site.data)/gatehouse.json5")
    }

    /// A configuration in a file of its own, over the same database.
    func configuration() throws -> String {
        var whole = sections([:], ["createsOnFirstLogin": true])
        whole["storage"] = ["path": "data/gatehouse.sqlite"]
        whole["masterKey"] = ["file": "data/master.key"]
        return try write(whole, to: "\(site.path)/directory-house.json5")
    }

    private func sections(_ settings: [String: Any], _ policy: [String: Any]) -> [String: Any] {
        [
            "passwords": ["argon2": ["memoryKiB": 64, "passes": 1, "lanes": 1]],
            "sources": [
                ["id": "local", "kind": "local"],
                ["id": "corp", "kind": "ldap", "policy": policy, "settings": self.settings(settings)],
            ],
        ]
    }

    @discardableResult
    private func write(_ value: [String: Any], to path: String) throws -> String {
        try JSONSerialization.data(withJSONObject: value).write(to: URL(fileURLWithPath: path))
        return path
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
