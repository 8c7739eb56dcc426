import CommandParsing
import IdentityCore
import IdentityServices
import JSONText

extension SyncConflict {
    var sentence: String { CommandFailure.line(words ?? reason.sentence) }

    var object: JSONObject {
        [
            "reason": .string(reason.rawValue), "login": .string(login), "externalId": .string(externalID),
            "userId": .text(other?.description), "words": .text(words),
        ]
    }
}
