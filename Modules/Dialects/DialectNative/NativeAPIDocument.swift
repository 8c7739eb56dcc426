package import DialectKit
package import HTTPCore
import JSONText

/// The OpenAPI document of the native API, served beside it.
package enum NativeAPIDocument {
    /// - Parameters:
    ///   - endpoints: what is really mounted.
    ///   - prefix: where the document is served, `/openapi.json` below it.
    package static func route(for endpoints: [EndpointDescription], at prefix: String, version: String) -> Route {
        let bytes = OpenAPIDocument(
            title: "Gatehouse", version: version,
            summary: "Users, sessions and passwords. Sign in with POST \(prefix)/sessions; send the token as Bearer.",
            problem: NativeProblem.shape
        ).json(for: endpoints).encoded()
        return Route(
            .get, RoutePattern("\(prefix)/openapi.json"), owner: NativeDialect.name,
            handler: HTTPAnswering { _ in
                HTTPResponse(status: 200, contentType: "application/json", body: bytes)
            })
    }
}
