import IdentityCore
import JSONText

extension SyncConflict {
    var sentence: String {
        switch reason {
        case .loginTaken: "an account of another source has this login"
        case .emailTaken: "another account has this mail address"
        case .recreated: "the account of this login belongs to another entry; there was one of the name before"
        case .invalidName: words ?? "a name is refused"
        case .noPlace: "the organization or tenant of the policy is not there"
        case .lastAdministrator: "nobody would be left to administer the server"
        case .noSeat: "every seat of the licence is taken"
        }
    }

    var object: JSONObject {
        [
            "reason": .string(reason.rawValue), "login": .string(login), "externalId": .string(externalID),
            "userId": .text(other?.description), "words": .text(words),
        ]
    }
}
