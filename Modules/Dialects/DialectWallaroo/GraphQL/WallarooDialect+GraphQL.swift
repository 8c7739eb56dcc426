import DialectKit
import GraphQLKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension WallarooDialect {
    func graphQLEndpoint(_ table: inout EndpointTable) {
        let engine = GraphQLEngine(WallarooSchema(services).schema)
        table.on(.post, "/graphql", .signedIn, "Ask for workspaces in GraphQL", errors: .wallaroo) {
            (input: GraphQLInput, caller) async throws(ServiceError) in
            GraphQLBody(answer: await engine.execute(input.request, for: caller))
        }
    }
}

struct GraphQLInput: EndpointInput {
    static let description = lenient
    let request: GraphQLRequest

    init(reading request: inout RequestReader) throws(ServiceError) {
        request.requireObject()
        var asked = GraphQLRequest(
            document: request.body.string("query", required: true) ?? "",
            operation: request.optionalText("operationName"))
        switch request.body.value("variables") {
        case .object(let variables)?: asked.variables = variables
        case .null?, nil: break
        case _?: request.report(FieldProblem("variables", .malformed, "variables is an object."))
        }
        self.request = asked
    }
}

/// Always 200; what went wrong stands in the answer.
struct GraphQLBody: EndpointOutput {
    static let description = OutputDescription(200, "The data, and what was wrong.")
    let answer: GraphQLAnswer

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 1_024)
        writer.object { writer in
            if let data = answer.data { writer.field("data", data) }
            guard !answer.errors.isEmpty else { return }
            writer.array("errors") { writer in
                for error in answer.errors { writer.object { Self.write(error, to: &$0) } }
            }
        }
        return .json(writer)
    }

    private static func write(_ error: GraphQLError, to writer: inout JSONWriter) {
        writer.field("message", error.message)
        if let location = error.location {
            writer.array("locations") { writer in
                writer.object { writer in
                    writer.field("line", location.line)
                    writer.field("column", location.column)
                }
            }
        }
        var words = "$"
        if !error.path.isEmpty {
            writer.array("path") { writer in
                for step in error.path {
                    switch step {
                    case .key(let key):
                        writer.value(key)
                        words += ".selectionSet.\(key)"
                    case .index(let index):
                        writer.value(index)
                        words += "[\(index)]"
                    }
                }
            }
        }
        // The SDK shows these two beside the message.
        writer.object("extensions") { writer in
            writer.field("path", words)
            writer.field("code", error.code ?? "validation-failed")
        }
    }
}
