import HTTPCore
import Testing

@testable import HTTPEngine

@Suite struct HeadParserTests {
    private func parse(_ text: String, _ limits: HTTPLimits = HTTPLimits()) throws(HTTPRefusal) -> RequestHead {
        try parse(Array(text.utf8), limits)
    }

    private func parse(_ bytes: [UInt8], _ limits: HTTPLimits = HTTPLimits()) throws(HTTPRefusal) -> RequestHead {
        let result: Result<RequestHead, HTTPRefusal> = bytes.withUnsafeBufferPointer { buffer in
            do throws(HTTPRefusal) { return .success(try HeadParser.parse(buffer, limits: limits)) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    @Test func aHeadIsReadWhole() throws {
        let head = try parse(
            "POST /p?q=1 HTTP/1.1\r\nHost: a:80\r\nContent-Length: 12\r\nX-Some:  one two \t\r\nx-SOME:\r\n"
                + "Expect: 100-Continue\r\n\r\n")
        #expect(head.method == .post && head.target == "/p?q=1" && head.minorVersion == 1)
        #expect(head.framing == .length(12) && head.keepsAlive && head.expectsContinue)
        #expect(head.fields.all("x-some") == ["one two", ""])
        #expect(head.fields[single: "host"] == "a:80")
    }

    @Test(arguments: [
        ("HTTP/1.1\r\nHost: a", true), ("HTTP/1.1\r\nHost: a\r\nConnection: close", false),
        ("HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nConnection: x ,CLOSE", false), ("HTTP/1.0", false),
        ("HTTP/1.0\r\nConnection: Keep-Alive", true), ("HTTP/1.0\r\nConnection: close, keep-alive", false),
        ("HTTP/1.1\r\nHost: a\r\nConnection: closed", true),
    ])
    func theConnectionStaysOrNot(_ rest: String, _ stays: Bool) throws {
        #expect(try parse("GET / \(rest)\r\n\r\n").keepsAlive == stays)
    }

    @Test func aLimitIsKeptToTheByte() throws {
        var limits = HTTPLimits()
        limits.targetBytes = 10
        limits.fieldCount = 2
        limits.bodyBytes = 5
        let fields = "Host: a\r\nContent-Length: 5\r\n"
        #expect(try parse("GET /234567890 HTTP/1.1\r\n\(fields)\r\n", limits).framing == .length(5))
        #expect(throws: HTTPRefusal.targetTooLong) { try parse("GET /2345678901 HTTP/1.1\r\n\(fields)\r\n", limits) }
        #expect(throws: HTTPRefusal.headTooLarge) { try parse("GET / HTTP/1.1\r\n\(fields)X: y\r\n\r\n", limits) }
        #expect(throws: HTTPRefusal.bodyTooLarge) {
            try parse("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n", limits)
        }
    }

    /// No byte outside the grammar may stand in a name, and no control character in a value.
    @Test func eachByteIsJudgedWhereItStands() {
        let tokenMarks = Set("!#$%&'*+-.^_`|~".utf8)
        for byte in UInt8.min...UInt8.max {
            let isAlphanumeric =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            let start = Array("GET / HTTP/1.1\r\nHost: a\r\n".utf8)
            let inName = try? parse(start + [0x78, byte, 0x78] + Array(": v\r\n\r\n".utf8))
            // A colon ends the name early and leaves a legal field.
            #expect((inName != nil) == (isAlphanumeric || tokenMarks.contains(byte) || byte == 0x3A))
            let inValue = try? parse(start + Array("X: v".utf8) + [byte] + Array("v\r\n\r\n".utf8))
            #expect((inValue != nil) == (byte == 9 || byte >= 0x20 && byte != 0x7F))
            let inTarget = try? parse(Array("GET /".utf8) + [byte] + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
            #expect((inTarget != nil) == (byte > 0x20 && byte < 0x7F && byte != 0x23))
        }
    }

    @Test func aCutHeadIsNeverTaken() {
        let whole = Array("GET /p HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\n".utf8)
        for length in 0..<whole.count { #expect((try? parse(Array(whole[..<length]))) == nil) }
        #expect((try? parse(whole + [0x47])) == nil)
    }

    @Test(arguments: ["a", "a.b-c_d~", "127.0.0.1:8080", "[::1]", "[fe80::1]:1", "a:", "a:65535"])
    func theHostIsAllowed(_ host: String) throws {
        #expect(try parse("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n").fields[single: "host"] == host)
    }

    @Test(arguments: [
        "", ":80", "a b", "a,b", "a/b", "u@a", "a?b", "a%41", "[]", "[::1", "::1", "[g]", "a:b", "é", "a:1:2",
    ])
    func theHostIsRefused(_ host: String) {
        #expect(throws: HTTPRefusal.malformedHost) { try parse("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n") }
    }
}
