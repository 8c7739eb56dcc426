import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// What stands in the place of every value that is known to its owner only. Sent back, it keeps the value.
enum Mask {
    static let text = "********"
}

/// An item of `secrets`: `{"name", "value", "secret"}`.
enum WireSecret {
    static func shown(_ item: SealedItem) -> JSONValue {
        var object: JSONObject = ["name": .string(item.binding.name), "value": .string(Mask.text)]
        for member in (JSONObject(text: item.detail) ?? ["secret": true]).members where object[member.key] == nil {
            object[member.key] = member.value
        }
        return .object(object)
    }

    static func kept(_ value: JSONValue) throws(ServiceError) -> KeptItem {
        guard let object = value.objectValue, let name = object["name"]?.stringValue,
            let text = object["value"]?.stringValue
        else { throw .invalidInput([FieldProblem("secrets", .malformed, "A secret has a name and a value.")]) }
        return KeptItem(
            name: name, secret: text == Mask.text ? nil : Secret(text),
            detail: object.without(["name", "value"]).text)
    }
}

/// A member of `credentials`, by the key of the connection: type and user are shown, every other text is sealed.
enum WireCredential {
    private static let shownTexts: Set<String> = ["type", "user"]

    static func shown(_ item: SealedItem) -> JSONValue {
        let (shown, hidden) = parts(of: item)
        var object = shown
        for name in hidden { object[name] = .string(Mask.text) }
        return .object(object)
    }

    /// - Parameter present: the one on file, if there is one.
    static func kept(_ key: String, _ value: JSONValue, over present: SealedItem?) throws(ServiceError) -> KeptItem {
        func problem(_ words: String) -> ServiceError {
            .invalidInput([FieldProblem("credentials", .malformed, "A credential \(words).")])
        }
        guard let object = value.objectValue else { throw problem("is an object") }
        let hidden = object.members.filter { $0.value.stringValue != nil && !shownTexts.contains($0.key) }
        let names = hidden.map(\.key), masked = hidden.filter { $0.value == .string(Mask.text) }
        var secret: Secret?
        if masked.isEmpty {
            secret = Secret(JSONObject(hidden.map { ($0.key, $0.value) }).text)
        } else {
            guard masked.count == hidden.count, let present, Set(parts(of: present).hidden) == Set(names) else {
                throw problem("is given with all of its values, or with none of them changed")
            }
        }
        let detail: JSONObject = [
            "shown": .object(object.without(Set(names))), "hidden": .array(names.map(JSONValue.string)),
        ]
        return KeptItem(name: key, secret: secret, detail: detail.text)
    }

    /// User and password, for whom they belong to.
    static func revealed(_ revealed: RevealedSecret) -> JSONObject {
        var object = parts(of: revealed.item).shown
        revealed.secret.reveal { text in
            if let values = JSONObject(text: text), JSONObject(text: revealed.item.detail)?["hidden"] != nil {
                for member in values.members { object[member.key] = member.value }
            } else {
                object["password"] = .string(text)
            }
        }
        return object
    }

    /// One that another API has stored is a password, and whatever that API tells beside it.
    private static func parts(of item: SealedItem) -> (shown: JSONObject, hidden: [String]) {
        let detail = JSONObject(text: item.detail) ?? [:]
        guard let shown = detail["shown"]?.objectValue, let hidden = detail["hidden"]?.arrayValue else {
            return (detail, ["password"])
        }
        return (shown, hidden.compactMap(\.stringValue))
    }
}
