/// One named value of an event. Nothing here accepts `Any` or "whatever describes itself": a type that must not be
/// logged, such as a secret, doesn't fit.
package struct EventField: Sendable {
    enum Value: Sendable {
        case string(String)
        case integer(Int)
        case milliseconds(Double)
        case boolean(Bool)
    }

    let name: StaticString
    let value: Value

    package static func string(_ name: StaticString, _ value: String) -> Self {
        Self(name: name, value: .string(value))
    }

    package static func int(_ name: StaticString, _ value: Int) -> Self {
        Self(name: name, value: .integer(value))
    }

    /// A duration, written with three decimals: microseconds. What isn't finite is written as null.
    package static func milliseconds(_ name: StaticString, _ value: Double) -> Self {
        Self(name: name, value: .milliseconds(value))
    }

    package static func bool(_ name: StaticString, _ value: Bool) -> Self {
        Self(name: name, value: .boolean(value))
    }
}
