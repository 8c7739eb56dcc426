/// The text of a statement that is prepared once for each connection. Make it a `static let`: the prepared form is
/// found by the object, not by comparing texts.
package final class SQL: Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }
}
