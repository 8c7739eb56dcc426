/// What of an answer the kernel hasn't taken yet. Bounded: at most a batch of small answers and one large body.
struct Output {
    /// Heads and small bodies.
    private(set) var batch: [UInt8] = []
    /// The large body behind them.
    private(set) var body: [UInt8] = []
    private var position = 0

    var isEmpty: Bool { batch.isEmpty && body.isEmpty }

    mutating func keep(batch rest: Slice<UnsafeRawBufferPointer>) { batch.append(contentsOf: rest) }

    /// - Precondition: there is no body yet: requests are parsed, and thus reach a handler, only once it is gone.
    mutating func keep(body: [UInt8]) {
        assert(self.body.isEmpty, "a body would be lost")
        self.body = body
    }

    /// Writes until nothing is left or the kernel takes no more.
    mutating func drain(_ write: (UnsafeRawBufferPointer) -> Transfer) -> Transfer {
        var total = 0
        while !isEmpty {
            let isBatch = !batch.isEmpty
            let start = position
            let result = (isBatch ? batch : body).withUnsafeBytes {
                write(UnsafeRawBufferPointer(rebasing: $0[start...]))
            }
            guard case .moved(let count) = result else {
                if case .blocked = result, total > 0 { return .moved(total) }
                return result
            }
            position += count
            total += count
            if position == (isBatch ? batch : body).count {
                if isBatch { batch = [] } else { body = [] }
                position = 0
            }
        }
        return .moved(total)
    }
}
