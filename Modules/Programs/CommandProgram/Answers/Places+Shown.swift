import CommandParsing
import FoundationEssentials
import IdentityCore
import JSONText

/// What a command can show by itself and in a list. The JSON has the members that the native API gives.
protocol Shown {
    static var columns: [(title: String, alignment: TextTable.Alignment)] { get }
    var cells: [String] { get }
    var sheet: String { get }
    var object: JSONObject { get }
}

extension Organization: Shown {
    static var columns: [(title: String, alignment: TextTable.Alignment)] { [("ID", .left), ("NAME", .left)] }
    var cells: [String] { [id.rawValue, name] }

    var sheet: String {
        Sheet.text([
            ("id", id.rawValue), ("name", name), ("created", createdAt.shown), ("changed", updatedAt.shown),
            ("version", String(version)),
        ])
    }

    var object: JSONObject {
        [
            "id": .string(id.rawValue), "name": .string(name), "createdAt": .string(createdAt.shown),
            "updatedAt": .string(updatedAt.shown), "version": .integer(Int64(version)),
        ]
    }
}

extension Tenant: Shown {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("ID", .left), ("NAME", .left), ("ORGANIZATION", .left)]
    }
    var cells: [String] { [id.rawValue, name, organization.rawValue] }

    var sheet: String {
        Sheet.text([
            ("id", id.rawValue), ("name", name), ("organization", organization.rawValue),
            ("created", createdAt.shown), ("changed", updatedAt.shown), ("version", String(version)),
        ])
    }

    var object: JSONObject {
        [
            "id": .string(id.rawValue), "name": .string(name), "organization": .string(organization.rawValue),
            "createdAt": .string(createdAt.shown), "updatedAt": .string(updatedAt.shown),
            "version": .integer(Int64(version)),
        ]
    }
}

extension Client: Shown {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("ID", .left), ("NAME", .left), ("ENABLED", .left), ("ABOUT", .left)]
    }
    var cells: [String] { [id.rawValue, name, isEnabled ? "yes" : "no", about] }

    var sheet: String {
        Sheet.text([
            ("id", id.rawValue), ("name", name), ("about", about), ("enabled", isEnabled ? "yes" : "no"),
            ("key", key.uuidString.lowercased()), ("realm", settings.realm?.rawValue ?? "any"),
            ("public", settings.isPublic ? "yes" : "no"),
            ("grants", settings.grants.sorted().map(\.rawValue).joined(separator: ", ")),
            ("redirect URIs", settings.redirectURIs.joined(separator: " ")),
            ("post-logout URIs", settings.postLogoutRedirectURIs.joined(separator: " ")),
            ("web origins", settings.webOrigins.joined(separator: " ")),
            ("access seconds", settings.accessTokenLifetime.map(String.init)),
            ("created", createdAt.shown), ("changed", updatedAt.shown), ("version", String(version)),
        ])
    }

    var object: JSONObject {
        [
            "id": .string(id.rawValue), "key": .string(key.uuidString.lowercased()), "name": .string(name),
            "about": .string(about), "enabled": .bool(isEnabled),
            "realm": settings.realm.map { .string($0.rawValue) } ?? .null, "public": .bool(settings.isPublic),
            "grants": .array(settings.grants.sorted().map { .string($0.rawValue) }),
            "redirectUris": .array(settings.redirectURIs.map(JSONValue.string)),
            "postLogoutRedirectUris": .array(settings.postLogoutRedirectURIs.map(JSONValue.string)),
            "webOrigins": .array(settings.webOrigins.map(JSONValue.string)),
            "accessTokenSeconds": settings.accessTokenLifetime.map { .integer(Int64($0)) } ?? .null,
            "createdAt": .string(createdAt.shown), "updatedAt": .string(updatedAt.shown),
            "version": .integer(Int64(version)),
        ]
    }
}

extension Answers {
    func give(_ thing: some Shown) { give(thing.object, text: thing.sheet) }

    /// - Parameter text: what was removed, by its id.
    func giveDeleted(_ id: String) {
        give(["deleted": ["id": .string(id)]], text: Sheet.text([("deleted", id)]))
    }
}

extension Workplace {
    private static let pageSize = 500

    /// Every thing of a list that goes on behind the last one of a page.
    func list<Element: Shown>(
        _ limit: Int, _ page: (_ after: Element?, _ limit: Int) async throws -> [Element]
    ) async throws {
        var listing = Listing(answers, columns: Element.columns)
        var rest = limit, last: Element?
        while rest > 0 {
            let size = min(Self.pageSize, rest)
            let found = try await page(last, size)
            listing.add(found, object: \.object, cells: \.cells)
            rest -= found.count
            last = found.last
            if found.count < size { break }
        }
        listing.end()
    }
}
