import CommandParsing
import FoundationEssentials
import IdentityCore

/// What several commands about roles take.
enum RoleOptions {
    static let role = Argument("ROLE", "a name; of a client's role CLIENT/NAME")

    static let changes: [Option] = [
        .value("about", "TEXT", "what the role is for"),
        .value(
            "reach", "REACH", "how far it goes", shownDefault: "organization", .oneOf(Reach.allCases.map(\.rawValue))),
        .value("permission", "PERMISSION", "like users:read or model/m1:*", repeatable: true),
    ]

    static func role(_ arguments: ParsedArguments) -> Role { Role(rawValue: arguments.required("ROLE")) }

    static func reach(_ arguments: ParsedArguments) -> Reach? {
        arguments.value("reach").flatMap(Reach.init(rawValue:))
    }
}
