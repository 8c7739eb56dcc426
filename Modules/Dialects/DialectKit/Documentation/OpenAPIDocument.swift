import HTTPCore
package import JSONText

/// An OpenAPI 3.1 document made from the endpoint table: it describes what is really mounted.
package struct OpenAPIDocument: Sendable {
    package let title: String
    package let version: String
    package let summary: String
    /// The shape of every failure, as `application/problem+json`.
    package let problem: ObjectShape

    package init(title: String, version: String, summary: String, problem: ObjectShape) {
        self.title = title
        self.version = version
        self.summary = summary
        self.problem = problem
    }

    package func json(for endpoints: [EndpointDescription]) -> JSONValue {
        var paths = JSONObject()
        for endpoint in endpoints {
            let key = endpoint.pattern.description
            var item = paths[key]?.objectValue ?? JSONObject()
            item[endpoint.method.description.lowercased()] = operation(endpoint)
            paths[key] = .object(item)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": .string(title), "version": .string(version), "description": .string(summary),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "paths": .object(paths),
            "components": [
                "schemas": .object(schemas(of: endpoints)),
                "securitySchemes": [
                    "token": [
                        "type": "http", "scheme": "bearer",
                        "description": "The token of a session or an access key, or a signed access token.",
                    ],
                    "key": [
                        "type": "http", "scheme": "basic", "description": "An access key as user name or as password.",
                    ],
                ],
            ],
        ]
    }

    private func operation(_ endpoint: EndpointDescription) -> JSONValue {
        var operation: JSONObject = [
            "summary": .string(endpoint.summary), "operationId": .string(operationID(endpoint)),
        ]
        let parameters = self.parameters(endpoint)
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if let body = endpoint.input.body {
            operation["requestBody"] = [
                "required": true, "content": ["application/json": ["schema": reference(body)]],
            ]
        }
        operation["security"] = security(endpoint.access)
        var responses: JSONObject = ["\(endpoint.output.status)": success(endpoint.output)]
        if endpoint.output.isConditional {
            responses["304"] = ["description": "Not changed since the ETag of If-None-Match."]
        }
        responses["default"] = [
            "description": "Refused; the problem says why.",
            "content": ["application/problem+json": ["schema": reference(problem)]],
        ]
        operation["responses"] = .object(responses)
        return .object(operation)
    }

    private func security(_ access: Access) -> JSONValue {
        switch access {
        case .open: []
        case .signedIn: [["token": []], ["key": []]]
        case .optional: [[:], ["token": []], ["key": []]]
        }
    }

    private func success(_ output: OutputDescription) -> JSONValue {
        var response: JSONObject = ["description": .string(output.help)]
        if output.status != 204 {
            var content = JSONObject()
            content[output.contentType] = output.shape.map { ["schema": reference($0)] } ?? [:]
            response["content"] = .object(content)
        }
        return .object(response)
    }

    private func parameters(_ endpoint: EndpointDescription) -> [JSONValue] {
        func described(_ parameter: ParameterDescription, in place: String) -> JSONValue {
            [
                "name": .string(parameter.name), "in": .string(place), "required": .bool(place == "path"),
                "description": .string(parameter.help), "schema": schema(parameter.type),
            ]
        }
        let ifMatch = ParameterDescription(
            "If-Match", .string, "Refuse with 412 unless it is still at this ETag.")
        let ifNoneMatch = ParameterDescription(
            "If-None-Match", .string, "Answer 304 without a body while this is still the ETag.")
        let input = endpoint.input
        return input.path.map { described($0, in: "path") } + input.query.map { described($0, in: "query") }
            + (input.readsIfMatch ? [described(ifMatch, in: "header")] : [])
            + (endpoint.output.isConditional ? [described(ifNoneMatch, in: "header")] : [])
    }

    /// `GET /api/v1/users/{id}` → `get_users_id`: the path below the mount, without version.
    private func operationID(_ endpoint: EndpointDescription) -> String {
        let words = endpoint.pattern.segments.compactMap { segment -> String? in
            switch segment {
            case .literal(let text): text == "api" || text == "v1" ? nil : text
            case .parameter(let name): name
            }
        }
        return ([endpoint.method.description.lowercased()] + words).joined(separator: "_")
    }
}
