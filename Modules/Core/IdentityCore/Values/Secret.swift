/// A plain-text secret that can't be printed, compared by `==`, encoded or reflected.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    package init(_ text: String) { self.text = text }

    package var isEmpty: Bool { text.isEmpty }

    /// Hands the text to `body` for the length of the call. Keep no copy.
    package func reveal<Result, Failure: Error>(
        _ body: (String) throws(Failure) -> Result
    ) throws(Failure) -> Result { try body(text) }

    package var description: String { "<secret>" }
    package var debugDescription: String { "<secret>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// A password hash in PHC or modular crypt form. Not a secret in clear, yet shown nowhere.
package struct PasswordHash: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    package let encoded: String

    package init(encoded: String) { self.encoded = encoded }

    package var description: String { "<password hash>" }
    package var debugDescription: String { "<password hash>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// What the store keeps of a bearer token: enough to recognise it, too little to use it.
package struct TokenDigest: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// 32 bytes.
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }

    package var description: String { "<token digest>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
