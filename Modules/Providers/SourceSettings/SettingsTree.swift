package import JSONText

/// The settings as they came out of the configuration, so that a reader of them can name every problem at once.
/// Foundation's decoder stops at the first, and passes over names that it does not know.
package struct SettingsTree: Decodable {
    private let value: JSONValue

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .null
        } else if let flag = try? container.decode(Bool.self) {
            value = .bool(flag)
        } else if let number = try? container.decode(Int64.self) {
            value = .integer(number)
        } else if let number = try? container.decode(Double.self) {
            value = .number(number)
        } else if let text = try? container.decode(String.self) {
            value = .string(text)
        } else if let elements = try? container.decode([SettingsTree].self) {
            value = .array(elements.map(\.value))
        } else {
            let members = try container.decode([String: SettingsTree].self)
            value = .object(JSONObject(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.value) }))
        }
    }

    /// The settings as one object, which is all that they can be.
    package static func object(from decoder: any Decoder) throws -> JSONObject {
        guard let object = try SettingsTree(from: decoder).value.objectValue else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no object"))
        }
        return object
    }
}
