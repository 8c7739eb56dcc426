extension LDAPTestServer {
    /// Why something that was asked for can't be had.
    package struct Problem: Error, Sendable, CustomStringConvertible {
        package enum Part: Sendable {
            case fixture, fault, address, certificate, control
        }

        package let part: Part
        /// One line without a full stop. Never a password.
        package let message: String

        package init(_ part: Part, _ message: String) {
            self.part = part
            self.message = message
        }

        package var description: String { message }
    }
}
