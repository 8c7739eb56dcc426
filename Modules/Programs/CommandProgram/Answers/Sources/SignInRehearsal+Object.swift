import IdentityCore
import IdentityServices
import JSONText

/// The members that the native API gives, but for `told`, which is the API's own.
extension SignInRehearsal {
    var object: JSONObject {
        [
            "login": .string(login), "outcome": .string(outcome.rawValue), "step": .text(step),
            "limitedForSeconds": .count(limitedForSeconds), "userId": .text(onFile?.id.description),
            "ruleOf": .text(ruleOf?.rawValue), "candidates": .array(candidates.map { .object($0.object) }),
            "answers": .array(answers.map { .object($0.object) }),
            "person": person.map { .object($0.object) } ?? .null,
            "session": session.map { .object($0.object) } ?? .null,
        ]
    }
}

extension SignInRehearsal.Candidate {
    fileprivate var object: JSONObject {
        [
            "source": .string(source.rawValue), "checkedBy": .text(checkedBy?.rawValue),
            "reason": .string(reason.rawValue),
        ]
    }
}

extension SignInRehearsal.Answer {
    fileprivate var object: JSONObject {
        [
            "source": .string(source.rawValue), "checkedBy": .string(checkedBy.rawValue), "login": .string(login),
            "verdict": .string(verdict.rawValue), "refusal": .text(refusal?.rawValue),
            "failure": failure.map { .object($0.object) } ?? .null,
            "identity": identity.map { .object($0.object) } ?? .null,
            "steps": .array(steps.map { .object($0.object) }),
        ]
    }
}

extension SignInRehearsal.Person {
    fileprivate var object: JSONObject {
        [
            "change": .string(change.rawValue), "userId": .text(change == .created ? nil : user?.id.description),
            "fields": .array(fields.map(JSONValue.string)), "joins": .array(joins.map { .object($0.reference) }),
            "leaves": .array(leaves.map { .object($0.reference) }),
            "conflict": conflict.map { .object($0.object) } ?? .null,
        ]
    }
}

extension Entitlements {
    fileprivate var object: JSONObject {
        [
            "roles": .array(roles.map(\.rawValue).sorted().map(JSONValue.string)),
            "groups": .array(groups.map { .object($0.reference) }),
            "serverPermissions": Self.texts(grants.onServer),
            "organizationPermissions": Self.texts(grants.inOrganization),
        ]
    }

    private static func texts(_ set: PermissionSet) -> JSONValue {
        .array((set.listedTexts + (set.coversForeignTypes ? ["*"] : [])).map(JSONValue.string))
    }
}

extension Group {
    fileprivate var reference: JSONObject { ["id": .string(id.description), "name": .string(name.display)] }
}
