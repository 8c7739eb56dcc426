import IdentityCore
import IdentityServices
import JSONText

/// A permission that MLTE has words for.
struct WirePermission {
    let kind: Vocabulary.Kind
    let id: String?
    let method: Vocabulary.Method

    /// - Returns: `nil` for what MLTE has no word for.
    init?(_ permission: NamedPermission) {
        let method = permission.action.map { Vocabulary.Method(rawValue: $0) } ?? .any
        guard let kind = Vocabulary.Kind(rawValue: permission.type), let method, permission.action != "any" else {
            return nil
        }
        self.init(kind: kind, id: permission.id, method: method)
    }

    init(kind: Vocabulary.Kind, id: String?, method: Vocabulary.Method) {
        self.kind = kind
        self.id = id
        self.method = method
    }

    var named: NamedPermission { NamedPermission(kind.rawValue, id: id, action: method.action) }

    /// `TYPE-METHOD` or `TYPE-METHOD-ID`.
    var text: String {
        "\(kind.rawValue)-\(method.rawValue)\(id.map { "-\(PermissionText.escaped($0))" } ?? "")"
    }

    static func speaksOf(_ permission: Permission) -> Bool {
        WirePermission(NamedPermission(permission.type, action: permission.action)) != nil
    }

    /// Those that MLTE has words for; of one group in MLTE's order, which sorts stably.
    static func all(of permissions: [NamedPermission]) -> [WirePermission] {
        permissions.compactMap(WirePermission.init)
    }

    static func sorted(_ permissions: [NamedPermission]) -> [WirePermission] {
        all(of: permissions).sorted { $0.place < $1.place }
    }

    private var place: (Int, String, Int) {
        (
            Vocabulary.Kind.allCases.firstIndex(of: kind) ?? 0, id ?? "",
            Vocabulary.Method.allCases.firstIndex(of: method) ?? 0
        )
    }

    func write(to writer: inout JSONWriter) {
        writer.field("resource_type", kind.rawValue)
        writer.field("resource_id", id)
        writer.field("method", method.rawValue)
    }
}
