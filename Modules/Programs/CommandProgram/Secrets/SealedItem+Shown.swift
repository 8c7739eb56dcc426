import CommandParsing
import FoundationEssentials
import IdentityCore
import JSONText

/// How a secret is shown: what is known without opening it.
extension SealedItem {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("NAME", .left), ("DETAIL", .left), ("KEPT", .left)]
    }

    var cells: [String] { [binding.name, detail ?? "-", updatedAt.shown] }

    var sheet: String {
        Sheet.text([
            ("name", binding.name), ("detail", detail), ("created", createdAt.shown), ("kept", updatedAt.shown),
        ])
    }

    var object: JSONObject {
        [
            "name": .string(binding.name),
            "detail": detail.flatMap { try? JSONParser.parse(Array($0.utf8), options: .strict) } ?? .null,
            "createdAt": .string(createdAt.shown), "updatedAt": .string(updatedAt.shown),
        ]
    }
}
