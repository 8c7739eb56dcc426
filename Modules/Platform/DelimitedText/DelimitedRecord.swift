/// One record of comma-separated values.
package struct DelimitedRecord: Sendable, Hashable {
    /// Of the text, counted from 1, where the record begins.
    package let line: Int
    package let cells: Result<[String], DelimitedFault>
}

/// What is wrong with a record.
package enum DelimitedFault: Error, Sendable, Hashable {
    /// A quote stands within a cell that does not begin with one, or something follows the closing one.
    case strayQuote
    /// The text ends within quotes.
    case unclosedQuote
    case notUTF8
    /// The record has more bytes than the limit; where the next one begins can't be known.
    case tooLong(limit: Int)

    package var message: String {
        switch self {
        case .strayQuote: "A quote stands where none may be; a cell with quotes is quoted, and each of them doubled."
        case .unclosedQuote: "A quote is not closed."
        case .notUTF8: "The row is not UTF-8."
        case .tooLong(let limit): "The row has more than \(limit) bytes; a quote may not be closed."
        }
    }
}
