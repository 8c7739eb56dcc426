/// One lexical element (specification, section 2.1.6).
enum GraphQLToken: Hashable, Sendable {
    /// One of `! $ & ( ) : = @ [ ] { | }`.
    case punctuator(UInt8)
    /// `...`
    case spread
    case name(String)
    case integer(Int64)
    case number(Double)
    case string(String)
    case end

    static func punctuator(_ character: Unicode.Scalar) -> GraphQLToken { .punctuator(UInt8(ascii: character)) }

    var shown: String {
        switch self {
        case .punctuator(let byte): "\"\(Unicode.Scalar(byte))\""
        case .spread: "\"...\""
        case .name(let name): "\"\(name)\""
        case .integer, .number: "a number"
        case .string: "a string"
        case .end: "the end"
        }
    }
}

/// Where something stands in a document; both count from 1.
package struct GraphQLLocation: Hashable, Sendable {
    package let line: Int
    package let column: Int
}
