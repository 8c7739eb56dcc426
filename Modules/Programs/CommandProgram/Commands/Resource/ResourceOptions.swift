import CommandParsing
import Composition
import IdentityCore
import IdentityServices

/// What several commands about resources take.
enum ResourceOptions {
    static let type = Argument("TYPE", "the type of the resource, such as model")
    static let resource = Argument("RESOURCE", "an id, or number:N; id:ID is an id whatever it looks like")
    static let organization = Option.value(
        "organization", "ORGANIZATION", "where the resource is", shownDefault: "default")

    static func selector(_ arguments: ParsedArguments) throws(UsageError) -> ResourceSelector {
        var selector = ResourceSelector(type: arguments.required("TYPE"), id: arguments.required("RESOURCE"))
        selector.organization = arguments.value("organization").map(OrganizationID.init(rawValue:))
        guard case .id(let text) = selector.name else { return selector }
        if text.hasPrefix("id:") { selector.name = .id(String(text.dropFirst(3))) }
        guard text.hasPrefix("number:") else { return selector }
        guard let number = Int64(text.dropFirst(7)), number > 0 else { throw UsageError("number:N takes a number") }
        selector.name = .number(number)
        return selector
    }

    static func workspace(_ arguments: ParsedArguments) throws(UsageError) -> WorkspaceSelector? {
        guard let text = arguments.value("workspace") else { return nil }
        return try WorkspaceOptions.selector(text)
    }
}
