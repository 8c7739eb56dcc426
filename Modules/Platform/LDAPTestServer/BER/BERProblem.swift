/// Why bytes are not the message they should be.
struct BERProblem: Error {
    /// A part of a sentence, without a full stop.
    let message: String

    init(_ message: String) { self.message = message }
}
