package import JSONText

/// What was wrong with a document, or what went wrong with a field.
package struct GraphQLError: Error, Hashable, Sendable {
    /// A step from the answer down to the field.
    package enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    package let message: String
    package var location: GraphQLLocation?
    /// Empty for a document that was not executed.
    package var path: [Step]
    /// What the failing field said of itself, to switch on.
    package var code: String?

    init(_ message: String, at location: GraphQLLocation? = nil, path: [Step] = [], code: String? = nil) {
        self.message = message
        self.location = location
        self.path = path
        self.code = code
    }
}

/// Why a field has no value.
package struct GraphQLFailure: Error, Sendable {
    package let message: String
    package let code: String

    package init(_ message: String, code: String) {
        self.message = message
        self.code = code
    }
}

/// What a client asks to have executed.
package struct GraphQLRequest: Sendable {
    package var document: String
    package var variables: JSONObject
    /// Which operation of the document, where it has several.
    package var operation: String?

    package init(document: String, variables: JSONObject = [:], operation: String? = nil) {
        self.document = document
        self.variables = variables
        self.operation = operation
    }
}

package struct GraphQLAnswer: Sendable {
    /// `nil` when nothing was executed.
    package var data: JSONValue?
    package var errors: [GraphQLError]
}
