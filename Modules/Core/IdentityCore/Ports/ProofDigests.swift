/// What an answer about somebody's proof is remembered under.
public struct ProofDigests: Sendable {
    private let digests: any Digesting

    package init(_ digests: any Digesting) { self.digests = digests }

    /// The same for the same parts at the same source, and for nothing else: parts are kept apart by their lengths. By
    /// SHA-256, so that it may be stored and compared where the proof may not.
    public func of(_ parts: [String], at source: SourceID) -> TokenDigest {
        let text = (["outside proof", source.rawValue] + parts).map { "\($0.utf8.count):\($0)" }.joined()
        return TokenDigest(bytes: digests.sha256(Array(text.utf8)))
    }
}
