package import IdentityCore

/// What an endpoint reads of a request: path, query, body. The description is what the reader enforces and what the
/// OpenAPI document shows, so the two can't part.
package protocol EndpointInput: Sendable {
    static var description: InputDescription { get }
    init(reading request: inout RequestReader) throws(ServiceError)
}

/// Nothing but the path.
package struct NoInput: EndpointInput {
    package static let description = InputDescription()
    package init(reading request: inout RequestReader) throws(ServiceError) {}
}

package struct InputDescription: Sendable {
    /// One per parameter of the path, in order.
    package var path: [ParameterDescription]
    package var query: [ParameterDescription]
    /// Whether an If-Match field is looked at (RFC 9110 section 13.1.1).
    package var readsIfMatch: Bool
    package var body: ObjectShape?
    package var form: BodyForm
    /// Whether query parameters and members that nobody asked for are passed over: for APIs whose clients send more
    /// than is read.
    package var passesOverUnknown: Bool

    /// - Parameter form: when left out, an object if there is a `body`, and nothing otherwise.
    package init(
        path: [ParameterDescription] = [], query: [ParameterDescription] = [], readsIfMatch: Bool = false,
        body: ObjectShape? = nil, form: BodyForm? = nil, passesOverUnknown: Bool = false
    ) {
        self.path = path
        self.query = query
        self.readsIfMatch = readsIfMatch
        self.body = body
        self.form = form ?? (body == nil ? .none : .object)
        self.passesOverUnknown = passesOverUnknown
    }
}

package struct ParameterDescription: Sendable {
    package let name: String
    package let type: ValueType
    package let help: String

    package init(_ name: String, _ type: ValueType, _ help: String) {
        self.name = name
        self.type = type
        self.help = help
    }
}
