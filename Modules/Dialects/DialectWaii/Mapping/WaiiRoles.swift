import IdentityCore
import IdentityServices

/// Waii's ladder of roles, as roles of the core. The two upper rungs are built-in roles under another name; the lower
/// ones bear their own names and are defined when the first user is given one. Any other role of the house keeps its name.
enum WaiiRoles {
    /// For whoever is made without roles.
    static let lowest = "waii-trial-user"

    private static let otherNames: [(waii: String, core: Role)] = [
        ("waii-super-admin-user", .superAdmin), ("waii-org-admin-user", .orgAdmin),
    ]

    /// From the lowest up; each holds what the ones below hold, and adds what stands beside it.
    private static let rungs: [(name: String, about: String, adds: [String])] = [
        (
            lowest, "Waii: reads.",
            [
                "waii/semantic-context:read", "waii/liked-queries:read", "waii/databases:read",
                "waii/similarity-search-index:read",
            ]
        ),
        ("waii-trial-api-user", "Waii: reads.", []),
        (
            "waii-user", "Waii: reads, and writes what is its own.",
            [
                "waii/semantic-context:write", "waii/liked-queries:write", "waii/databases:write",
                Right.keepOwnKeys.rawValue, Right.keepOwnSecrets.rawValue,
            ]
        ),
        ("waii-api-user", "Waii: reads and writes what is its own, by program too.", ["waii/api:usage"]),
        (
            "waii-admin-user", "Waii: publishes to others.",
            [
                "waii/semantic-context:publish", "waii/liked-queries:publish", "waii/access-rules:publish",
                "waii/databases:push", "waii/similarity-search-index:write",
            ]
        ),
    ]

    static let definitions: [CreateRole] = {
        var held: Set<String> = []
        return rungs.map { rung in
            held.formUnion(rung.adds)
            var command = CreateRole(name: rung.name)
            command.about = rung.about
            command.reach = .organization
            command.permissions = held
            return command
        }
    }()

    /// The name under which the core knows the role.
    static func core(_ name: String) -> String { otherNames.first { $0.waii == name }?.core.rawValue ?? name }

    /// The names under which Waii's clients know the roles, in order.
    static func shown(_ roles: Set<Role>) -> [String] {
        roles.map { role in otherNames.first { $0.core == role }?.waii ?? role.rawValue }.sorted()
    }

    /// Those of the definitions that the roles name.
    static func definitions(of roles: Set<String>) -> [CreateRole] { definitions.filter { roles.contains($0.name) } }
}
