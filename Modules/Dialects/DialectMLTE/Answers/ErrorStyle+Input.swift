import DialectKit
import HTTPCore
import IdentityCore
import JSONText

extension ErrorStyle {
    /// What the core finds wrong with values whose form was right.
    static func invalid(_ problems: [FieldProblem], _ request: HTTPRequest) -> HTTPResponse {
        if let missing = problems.first(where: { $0.rule == .unknown && $0.field.hasPrefix("groups[") }) {
            let place = path(missing.field, ofUser: true).compactMap(\.integerValue).first.map(Int.init) ?? 0
            let groups = request.jsonBody?["groups"]?.arrayValue ?? []
            let name = place < groups.count ? groups[place].objectValue?["name"]?.stringValue : nil
            return .detail(404, Wording.noGroup(name ?? ""))
        }
        if problems.contains(where: { $0.rule == .reserved && $0.field == "login" }) {
            return .detail(400, Wording.reserved(request.subject))
        }
        return .invalid(
            problems.map { problem in
                ValidationItem(
                    type: "value_error", place: ["body"] + path(problem.field, ofUser: request.path.hasSuffix("/user")),
                    message: "Value error, \(problem.message)", input: .null)
            })
    }

    /// `permissions[1].id` → `permissions`, 1, `resource_id`.
    /// - Parameter ofUser: a name that a group can't have is there the name of the user it would come with.
    private static func path(_ field: String, ofUser: Bool) -> [JSONValue] {
        let words = field.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
        return words.map { word in
            if let number = Int64(word) { return .integer(number) }
            if ofUser, word == "name" { return "username" }
            return .string(word == "id" && words.count == 1 ? "identifier" : names[word] ?? word)
        }
    }

    private static let names = ["login": "username", "displayName": "full_name", "id": "resource_id"]
}
