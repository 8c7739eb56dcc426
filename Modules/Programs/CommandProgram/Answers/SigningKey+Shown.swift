import CommandParsing
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// How a key that signs tokens is shown: its name and state, neither half of it.
extension ListedSigningKey: Shown {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("ID", .left), ("ALGORITHM", .left), ("STATE", .left), ("CREATED", .left), ("VERIFIES UNTIL", .left)]
    }

    var cells: [String] {
        [id.rawValue, algorithm.rawValue, state.rawValue, createdAt.shown, verifiesUntil?.shown ?? "-"]
    }

    var sheet: String {
        Sheet.text([
            ("id", id.rawValue), ("algorithm", algorithm.rawValue), ("state", state.rawValue),
            ("created", createdAt.shown), ("verifies until", verifiesUntil?.shown),
        ])
    }

    var object: JSONObject {
        [
            "id": .string(id.rawValue), "algorithm": .string(algorithm.rawValue), "state": .string(state.rawValue),
            "createdAt": .string(createdAt.shown), "verifiesUntil": .text(verifiesUntil?.shown),
        ]
    }
}
