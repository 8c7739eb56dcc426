package import JSONText

extension LDAPTestServer.LogEntry {
    /// What does not apply is left out.
    package var json: JSONValue {
        var object: JSONObject = [
            "number": .integer(Int64(number)), "at": .string(Self.time(at)),
            "connection": .integer(Int64(connection)), "messageId": .integer(Int64(messageID)),
            "operation": .string(operation), "identity": .string(identity), "encrypted": .bool(isEncrypted),
        ]
        object["dn"] = dn.map(JSONValue.string)
        object["scope"] = scope.map(JSONValue.string)
        object["filter"] = filter.map(JSONValue.string)
        if !attributes.isEmpty { object["attributes"] = .array(attributes.map(JSONValue.string)) }
        if !controls.isEmpty { object["controls"] = .array(controls.map(JSONValue.string)) }
        object["detail"] = detail.map(JSONValue.string)
        object["result"] = result.map { .integer(Int64($0.rawValue)) }
        object["resultName"] = result.map { .string($0.name) }
        if !diagnostic.isEmpty { object["diagnostic"] = .string(diagnostic) }
        object["entries"] = entries.map { .integer(Int64($0)) }
        if !faults.isEmpty { object["faults"] = .array(faults.map(JSONValue.string)) }
        object["milliseconds"] = .number(milliseconds)
        return .object(object)
    }

    private static func time(_ milliseconds: Int64) -> String {
        var bytes: [UInt8] = []
        Timestamp.append(milliseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
