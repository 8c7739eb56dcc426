import CommandParsing
import FoundationEssentials
import IdentityCore

/// What the questions about permissions take.
enum PermissionOptions {
    static let permission = Argument("PERMISSION", "like users:read, model:* or model/m1:put")
    static let organization = Option.value("organization", "ORGANIZATION", "the organization of the resource")

    static func permission(_ arguments: ParsedArguments) throws(UsageError) -> Permission {
        let text = arguments.required("PERMISSION")
        guard let permission = Permission(text) else {
            throw UsageError(
                "PERMISSION looks like type:action or type/id:action, not '\(PrintableText.sanitized(text))'")
        }
        return permission
    }

    static func organization(_ arguments: ParsedArguments) -> OrganizationID? {
        arguments.value("organization").map(OrganizationID.init(rawValue:))
    }
}
