import Testing

@testable import HTTPEngine

@Suite struct HeadScannerTests {
    private static let head = Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)

    private func scan(
        _ scanner: inout HeadScanner, _ bytes: [UInt8], _ limits: HTTPLimits = HTTPLimits()
    ) throws(HTTPRefusal) -> Int? {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        defer { copy.deallocate() }
        _ = copy.initialize(from: bytes)
        return try scanner.scan(UnsafeBufferPointer(copy), limits: limits)
    }

    @Test func theEndIsFoundHoweverTheBytesCome() throws {
        for step in 1...Self.head.count {
            var scanner = HeadScanner()
            var found: Int?
            var visible = 0
            while found == nil, visible < Self.head.count {
                visible = min(Self.head.count, visible + step)
                found = try scan(&scanner, Array(Self.head[..<visible]))
            }
            #expect(found == Self.head.count)
        }
    }

    @Test func whatStandsBehindTheHeadIsLeft() throws {
        var scanner = HeadScanner()
        #expect(try scan(&scanner, Self.head + Self.head) == Self.head.count)
        #expect(try scan(&scanner, Self.head) == Self.head.count)
    }

    @Test func theLimitHoldsToTheByte() throws {
        var limits = HTTPLimits()
        var scanner = HeadScanner()
        limits.headBytes = Self.head.count
        #expect(try scan(&scanner, Self.head + Self.head, limits) == Self.head.count)
        limits.headBytes = Self.head.count - 1
        #expect(throws: HTTPRefusal.headTooLarge) { try scan(&scanner, Self.head, limits) }
    }

    @Test func aLoneLineFeedIsRefusedAsSoonAsItComes() {
        var scanner = HeadScanner()
        #expect(throws: HTTPRefusal.bareLineFeed) { try scan(&scanner, Array("GET / HTTP/1.1\n".utf8)) }
    }
}
