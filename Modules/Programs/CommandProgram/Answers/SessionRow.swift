import CommandParsing
import FoundationEssentials
import IdentityCore
import JSONText

/// A session with the name of whose it is; its token is known to nobody here.
struct SessionRow: Sendable {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [
            ("ID", .left), ("LOGIN", .left), ("IMPERSONATOR", .left), ("SIGNED IN", .left), ("ENDS", .left),
            ("ADDRESS", .left), ("CLIENT", .left),
        ]
    }

    let session: Session
    /// `nil` when the user went meanwhile.
    let login: String?

    var cells: [String] {
        [
            session.id.description, login ?? "-", session.impersonation?.impersonator.description ?? "-",
            session.createdAt.shown, session.expiresAt.shown,
            session.address ?? "-", session.userAgent ?? "-",
        ]
    }

    var object: JSONObject {
        [
            "id": .string(session.id.description), "userId": .string(session.user.description),
            "login": .text(login), "source": .string(session.source.rawValue),
            "createdAt": .string(session.createdAt.shown), "expiresAt": .string(session.expiresAt.shown),
            "impersonatorId": .text(session.impersonation?.impersonator.description),
            "address": .text(session.address), "userAgent": .text(session.userAgent),
        ]
    }
}
