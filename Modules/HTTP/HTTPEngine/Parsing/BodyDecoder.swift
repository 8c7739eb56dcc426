/// Collects a request's body, however its end is known.
struct BodyDecoder: Sendable {
    private enum Source {
        case none
        case length(left: Int)
        case chunked(ChunkedDecoder)
    }

    /// A client that announces much and sends little costs little.
    private static let reservedAtMost = 64 * 1_024

    private(set) var body: [UInt8] = []
    private var source = Source.none
    private let limit: Int

    init(_ framing: BodyFraming, limit: Int) {
        self.limit = limit
        switch framing {
        case .none: break
        case .length(let length):
            source = .length(left: length)
            body.reserveCapacity(min(length, Self.reservedAtMost))
        case .chunked: source = .chunked(ChunkedDecoder())
        }
    }

    var isComplete: Bool {
        switch source {
        case .none: true
        case .length(let left): left == 0
        case .chunked(let decoder): decoder.isComplete
        }
    }

    /// Gives the body away and is ready for a request without one.
    mutating func take() -> [UInt8] {
        guard case .none = source else {
            defer { self = BodyDecoder(.none, limit: 0) }
            return body
        }
        return []
    }

    /// - Returns: how many of `bytes` were used.
    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws(HTTPRefusal) -> Int {
        switch source {
        case .none: return 0
        case .length(let left):
            let count = min(left, bytes.count)
            body.append(contentsOf: bytes[..<count])
            source = .length(left: left - count)
            return count
        case .chunked(var decoder):
            defer { source = .chunked(decoder) }
            return try decoder.feed(bytes, into: &body, limit: limit)
        }
    }
}
