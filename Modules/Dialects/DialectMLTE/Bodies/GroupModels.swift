import IdentityServices
import JSONText

/// A group with its permissions.
struct GroupModel: BodyModel {
    let name: String
    let permissions: [WirePermission]

    static func read(_ body: JSONObject) -> Result<GroupModel, InvalidBody> {
        var reader = ModelReader(body)
        let model = GroupModel(&reader)
        return reader.items.isEmpty ? .success(model) : .failure(InvalidBody(items: reader.items))
    }

    init(_ reader: inout ModelReader) {
        name = reader.requiredString("name")
        permissions = reader.list("permissions") { reader in
            let kind: Vocabulary.Kind? = reader.choice("resource_type", default: nil)
            let id = reader.optionalString("resource_id")
            let method: Vocabulary.Method? = reader.choice("method", default: .any)
            guard let kind, let method else { return nil }
            return WirePermission(kind: kind, id: id, method: method)
        }
    }
}

/// A model with its versions.
struct NewModel: BodyModel {
    let identifier: String
    let versions: [String]

    static func read(_ body: JSONObject) -> Result<NewModel, InvalidBody> {
        var reader = ModelReader(body)
        let identifier = reader.requiredString("identifier")
        let versions = reader.list("versions") { $0.requiredString("identifier") }
        guard reader.items.isEmpty else { return .failure(InvalidBody(items: reader.items)) }
        return .success(NewModel(identifier: identifier, versions: versions))
    }
}
