import HTTPCore

extension HeadParser {
    /// Reads one field line.
    /// - Returns: `false` at the blank line.
    mutating func field() throws(HTTPRefusal) -> Bool {
        if byte(position) == Bytes.carriageReturn {
            try lineEnd()
            return false
        }
        let nameStart = position
        while Bytes.isToken(byte(position)) { position += 1 }
        // A blank before the colon, a folded line and an empty name all end here.
        guard position > nameStart, byte(position) == Bytes.colon else { throw .malformedField }
        let name = nameStart..<position
        position += 1
        while Bytes.isBlank(byte(position)) { position += 1 }
        let valueStart = position
        while Bytes.isFieldValue(byte(position)) { position += 1 }
        var valueEnd = position
        try lineEnd()
        while valueEnd > valueStart, Bytes.isBlank(bytes[valueEnd - 1]) { valueEnd -= 1 }
        guard lines.count < limits.fieldCount else { throw .headTooLarge }
        lines.append(
            HTTPFields.Line(
                nameStart: UInt32(name.lowerBound), nameEnd: UInt32(name.upperBound),
                valueStart: UInt32(valueStart), valueEnd: UInt32(valueEnd)))
        try notice(bytes[name], valueStart..<valueEnd)
        return true
    }

    private mutating func lineEnd() throws(HTTPRefusal) {
        guard byte(position) == Bytes.carriageReturn, byte(position + 1) == Bytes.lineFeed else {
            throw .malformedField
        }
        position += 2
    }

    /// The fields that decide about framing and the connection.
    private mutating func notice(_ name: Slice<UnsafeBufferPointer<UInt8>>, _ range: Range<Int>) throws(HTTPRefusal) {
        let value = bytes[range]
        switch name.count {
        case 4 where Bytes.equal(name, "host"):
            guard host == nil else { throw .hostRepeated }
            guard HostRule.allows(value) else { throw .malformedHost }
            host = range
        case 6 where Bytes.equal(name, "expect"):
            guard Bytes.equal(value, "100-continue") else { throw .expectationUnsupported }
            head.expectsContinue = true
        case 10 where Bytes.equal(name, "connection"):
            noticeConnection(value)
        case 14 where Bytes.equal(name, "content-length"):
            guard contentLength == nil else { throw .malformedContentLength }
            contentLength = try Self.length(value)
        case 17 where Bytes.equal(name, "transfer-encoding"):
            guard head.minorVersion == 1, !isChunked else { throw .ambiguousFraming }
            guard Bytes.equal(value, "chunked") else { throw .codingUnsupported }
            isChunked = true
        default: break
        }
    }

    /// Digits only: no sign, no blank, no list; at most 18 of them, so that the number can't overflow.
    private static func length(_ value: Slice<UnsafeBufferPointer<UInt8>>) throws(HTTPRefusal) -> Int {
        guard !value.isEmpty, value.count <= 18 else { throw .malformedContentLength }
        var length = 0
        for byte in value {
            guard Bytes.isDigit(byte) else { throw .malformedContentLength }
            length = length * 10 + Int(byte - 0x30)
        }
        return length
    }

    private mutating func noticeConnection(_ value: Slice<UnsafeBufferPointer<UInt8>>) {
        var start = value.startIndex
        while start < value.endIndex {
            let end = value[start...].firstIndex(of: Bytes.comma) ?? value.endIndex
            let option = Bytes.trimmed(value[start..<end])
            if Bytes.equal(option, "close") { asksToClose = true }
            if Bytes.equal(option, "keep-alive") { asksToStay = true }
            start = end + 1
        }
    }
}
