import CommandParsing
import IdentityCore
import IdentityServices
import JSONText

/// A group that a user is in, and how.
extension UserGroup {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("PATH", .left), ("MEMBERSHIP", .left), ("ID", .left)]
    }

    var cells: [String] { [place.path, membership, place.group.id.description] }

    var object: JSONObject {
        var object = place.object
        object["membership"] = .string(membership)
        return object
    }

    private var membership: String { origin?.rawValue ?? "inherited" }
}
