/// The first record of some bytes, taken apart.
struct DelimitedScan {
    private(set) var cells: Result<[String], DelimitedFault> = .success([])
    /// In bytes, the line end included.
    private(set) var length = 0
    private(set) var lineEnds = 0
    private(set) var isBlank = false

    private enum Byte {
        static let quote = UInt8(ascii: "\"")
        static let comma = UInt8(ascii: ",")
        static let lineFeed = UInt8(ascii: "\n")
        static let carriageReturn = UInt8(ascii: "\r")
    }

    /// - Parameter isWhole: whether nothing follows these bytes.
    /// - Returns: `nil` when the record does not end within them.
    init?(_ bytes: [UInt8], from start: Int, isWhole: Bool) {
        var found: [String] = [], fault: DelimitedFault?
        let end: Int? = bytes.withUnsafeBufferPointer { bytes in
            var place = start
            while true {
                let isQuoted = place < bytes.count && bytes[place] == Byte.quote
                let cell = isQuoted ? Self.quoted(bytes, place) : Self.bare(bytes, place)
                guard let cell else {
                    guard isWhole else { return nil }
                    fault = .unclosedQuote
                    return bytes.count
                }
                if cell.isStray { fault = fault ?? .strayQuote }
                guard cell.end < bytes.count || isWhole else { return nil }
                let endsLine = cell.end == bytes.count || bytes[cell.end] == Byte.lineFeed
                var content = cell.content
                if endsLine, !isQuoted, let last = content.last, bytes[last] == Byte.carriageReturn {
                    content.removeLast()
                }
                if let text = Self.text(bytes[content], isDoubled: cell.isDoubled) {
                    found.append(text)
                } else {
                    fault = fault ?? .notUTF8
                }
                place = cell.end + 1
                if endsLine { return min(place, bytes.count) }
            }
        }
        guard let end else { return nil }
        length = end - start
        lineEnds = bytes[start..<end].count { $0 == Byte.lineFeed }
        isBlank = fault == nil && found == [""] && bytes[start] != Byte.quote
        cells = fault.map(Result.failure) ?? .success(found)
    }

    private struct Cell {
        var content: Range<Int>
        /// Where the comma or the line end stands.
        var end: Int
        var isDoubled = false
        var isStray = false
    }

    private static func bare(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Cell? {
        var end = start, isStray = false
        while end < bytes.count, bytes[end] != Byte.comma, bytes[end] != Byte.lineFeed {
            if bytes[end] == Byte.quote { isStray = true }
            end += 1
        }
        return Cell(content: start..<end, end: end, isStray: isStray)
    }

    /// - Returns: `nil` when the quote is not closed.
    private static func quoted(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Cell? {
        var place = start + 1, isDoubled = false
        while true {
            while place < bytes.count, bytes[place] != Byte.quote { place += 1 }
            guard place < bytes.count else { return nil }
            guard place + 1 < bytes.count, bytes[place + 1] == Byte.quote else { break }
            isDoubled = true
            place += 2
        }
        let content = start + 1..<place
        guard let rest = bare(bytes, place + 1) else { return nil }
        var tail = rest.content
        if let last = tail.last, bytes[last] == Byte.carriageReturn,
            rest.end == bytes.count || bytes[rest.end] == Byte.lineFeed
        {
            tail.removeLast()
        }
        return Cell(content: content, end: rest.end, isDoubled: isDoubled, isStray: !tail.isEmpty)
    }

    private static func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, isDoubled: Bool) -> String? {
        guard isDoubled else { return String(validating: UnsafeBufferPointer(rebasing: bytes), as: UTF8.self) }
        var single: [UInt8] = []
        single.reserveCapacity(bytes.count)
        var isSecond = false
        for byte in bytes {
            isSecond = byte == Byte.quote && !isSecond
            if byte != Byte.quote || isSecond { single.append(byte) }
        }
        return String(validating: single, as: UTF8.self)
    }
}
