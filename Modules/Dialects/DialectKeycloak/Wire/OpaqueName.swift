import FoundationEssentials

/// The id of something that has a name here and nothing else: Keycloak's clients address it by an id that they take from
/// an answer. It is the name itself in letters that need no escape in a path, so that nothing has to be kept.
enum OpaqueName {
    static func id(_ prefix: String, _ name: String) -> String {
        let text = Data(name.utf8).base64EncodedString()
        return prefix + "."
            + text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// - Returns: `nil` for a text that was not made so.
    static func name(_ prefix: String, _ id: String) -> String? {
        guard id.hasPrefix(prefix + ".") else { return nil }
        var text = id.dropFirst(prefix.count + 1).replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: String(text)), let name = String(validating: data, as: UTF8.self),
            self.id(prefix, name) == id
        else { return nil }
        return name
    }
}
