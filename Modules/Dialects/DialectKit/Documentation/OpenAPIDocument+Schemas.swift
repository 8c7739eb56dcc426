import JSONText

extension OpenAPIDocument {
    /// Every shape that an endpoint names, once.
    func schemas(of endpoints: [EndpointDescription]) -> JSONObject {
        var found = JSONObject()
        collect(problem, into: &found)
        for endpoint in endpoints {
            if let body = endpoint.input.body { collect(body, into: &found) }
            if let shape = endpoint.output.shape { collect(shape, into: &found) }
        }
        return found
    }

    private func collect(_ shape: ObjectShape, into found: inout JSONObject) {
        guard found[shape.name] == nil else { return }
        var properties = JSONObject()
        for field in shape.fields {
            guard case .object(var property) = schema(field.type) else { continue }
            property["description"] = .string(field.help)
            properties[field.name] = .object(property)
        }
        found[shape.name] = [
            "type": "object", "additionalProperties": .bool(shape.isOpen), "properties": .object(properties),
            "required": .array(shape.fields.filter(\.isRequired).map { .string($0.name) }),
        ]
        for field in shape.fields { for inner in objects(in: field.type) { collect(inner, into: &found) } }
    }

    private func objects(in type: ValueType) -> [ObjectShape] {
        switch type {
        case .object(let shape): [shape]
        case .array(let element): objects(in: element)
        case .nullable(let inner): objects(in: inner)
        case .string, .boolean, .integer, .number, .uuid, .dateTime, .choice: []
        }
    }

    func reference(_ shape: ObjectShape) -> JSONValue { ["$ref": .string("#/components/schemas/\(shape.name)")] }

    func schema(_ type: ValueType) -> JSONValue {
        switch type {
        case .string: ["type": "string"]
        case .boolean: ["type": "boolean"]
        case .integer: ["type": "integer"]
        case .number: ["type": "number"]
        case .uuid: ["type": "string", "format": "uuid"]
        case .dateTime: ["type": "string", "format": "date-time"]
        case .choice(let values): ["type": "string", "enum": .array(values.map(JSONValue.string))]
        case .array(let element): ["type": "array", "items": schema(element)]
        case .object(let shape): reference(shape)
        case .nullable(let inner): ["oneOf": [schema(inner), ["type": "null"]]]
        }
    }
}
