import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct UserActivityShow: Command {
    static let declaration = CommandDeclaration(
        path: ["user", "activity"], summary: "Show when users signed in last, and who is connected",
        arguments: [Argument("USER", "a login or an id; everybody when left out", required: false)],
        options: [.value("limit", "N", "at most so many", shownDefault: "all")],
        examples: [
            Example("gatehouse user activity ada", "ada's last sign-in, last wrong password, last use, open sessions"),
            Example("gatehouse user activity --json", "the same of everybody"),
        ])

    private let selector: UserSelector?
    private let limit: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        selector = arguments.value("USER").map(UserOptions.selector(_:))
        limit = try arguments.integer("limit", in: 1...Int.max) ?? .max
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            if let selector {
                return workplace.answers.give(try await house.users.activity(of: selector, as: workplace.caller))
            }
            try await workplace.list(limit) { (last: UserActivity?, size) in
                try await house.users.activities(
                    UserQuery(after: last?.user.position(in: UserSort()), limit: size), as: workplace.caller)
            }
        }
    }
}

extension UserActivity: Shown {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [
            ("LOGIN", .left), ("LAST SIGN-IN", .left), ("LAST WRONG", .left), ("LAST USE", .left),
            ("SESSIONS", .right), ("OBSTACLES", .left),
        ]
    }

    var cells: [String] {
        [
            user.login.display, user.lastLoginAt?.shown ?? "-", user.lastFailedLoginAt?.shown ?? "-",
            user.lastActivityAt?.shown ?? "-", String(openSessions), shownObstacles ?? "-",
        ]
    }

    var sheet: String {
        Sheet.text([
            ("login", user.login.display), ("id", user.id.description), ("last sign-in", user.lastLoginAt?.shown),
            ("last wrong password", user.lastFailedLoginAt?.shown), ("last use", user.lastActivityAt?.shown),
            ("open sessions", String(openSessions)), ("obstacles", shownObstacles),
        ])
    }

    var object: JSONObject {
        [
            "userId": .string(user.id.description), "login": .string(user.login.display),
            "lastLoginAt": .text(user.lastLoginAt?.shown), "lastFailedLoginAt": .text(user.lastFailedLoginAt?.shown),
            "lastActivityAt": .text(user.lastActivityAt?.shown), "openSessions": .count(openSessions),
            "obstacles": .array(obstacles.map { .string($0.rawValue) }),
        ]
    }

    private var shownObstacles: String? {
        obstacles.isEmpty ? nil : obstacles.map(\.rawValue).joined(separator: ", ")
    }
}
