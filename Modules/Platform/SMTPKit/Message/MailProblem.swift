/// Why a message can't be composed.
package struct MailProblem: Error, Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case address, name, subject, text
    }

    package let part: Part
    /// One sentence. Repeats nothing of the part.
    package let message: String

    package init(_ part: Part, _ message: String) {
        self.part = part
        self.message = message
    }
}
