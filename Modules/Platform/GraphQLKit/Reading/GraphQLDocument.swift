/// A document as it was written (specification, section 2). Offsets are of bytes.
struct GraphQLDocument: Sendable {
    let bytes: [UInt8]
    var operations: [OperationNode] = []
    var fragments: [String: FragmentNode] = [:]

    func error(_ message: String, at offset: Int) -> GraphQLError {
        GraphQLError(message, at: GraphQLLexer.location(of: offset, in: bytes))
    }
}

struct OperationNode: Sendable {
    enum Kind: String, Sendable { case query, mutation, subscription }

    let kind: Kind
    let name: String?
    let variables: [VariableNode]
    let directives: [DirectiveNode]
    let selections: [SelectionNode]
    let offset: Int
}

struct VariableNode: Sendable {
    let name: String
    let type: GraphQLTypeReference
    let defaultValue: LiteralValue?
    let offset: Int
}

struct FragmentNode: Sendable {
    let type: String
    let directives: [DirectiveNode]
    let selections: [SelectionNode]
    let offset: Int
}

struct DirectiveNode: Sendable {
    let name: String
    let arguments: [ArgumentNode]
    let offset: Int
}

struct ArgumentNode: Sendable {
    let name: String
    let value: LiteralValue
    let offset: Int
}

struct FieldNode: Sendable {
    let alias: String?
    let name: String
    let arguments: [ArgumentNode]
    let directives: [DirectiveNode]
    let selections: [SelectionNode]
    let offset: Int

    var key: String { alias ?? name }
}

enum SelectionNode: Sendable {
    case field(FieldNode)
    case spread(String, directives: [DirectiveNode], offset: Int)
    case inline(type: String?, directives: [DirectiveNode], selections: [SelectionNode], offset: Int)

    var directives: [DirectiveNode] {
        switch self {
        case .field(let field): field.directives
        case .spread(_, let directives, _), .inline(_, let directives, _, _): directives
        }
    }
}

/// A value as it stands in a document, or in the variables beside it.
enum LiteralValue: Hashable, Sendable {
    case variable(String)
    case integer(Int64)
    case number(Double)
    case string(String)
    case bool(Bool)
    case null
    case enumeration(String)
    case list([LiteralValue])
    case object([Member])

    struct Member: Hashable, Sendable {
        let name: String
        let value: LiteralValue
    }
}
