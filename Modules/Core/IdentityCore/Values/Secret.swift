/// A plain-text secret that can't be printed, compared by `==`, encoded or reflected.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    public init(_ text: String) { self.text = text }

    public var isEmpty: Bool { text.isEmpty }

    /// Hands the text to `body` for the length of the call. Keep no copy.
    public func reveal<Result, Failure: Error>(
        _ body: (String) throws(Failure) -> Result
    ) throws(Failure) -> Result { try body(text) }

    public var description: String { "<secret>" }
    public var debugDescription: String { "<secret>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A password hash in PHC or modular crypt form. Not a secret in clear, yet shown nowhere.
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    public let encoded: String

    public init(encoded: String) { self.encoded = encoded }

    public var description: String { "<password hash>" }
    public var debugDescription: String { "<password hash>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What the store keeps of a bearer token: enough to recognise it, too little to use it.
public struct TokenDigest: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// 32 bytes.
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) { self.bytes = bytes }

    public var description: String { "<token digest>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
