import HTTPCore
import Testing

@testable import HTTPEngine

@Suite struct ResponseWriterTests {
    private func write(
        _ response: HTTPResponse, isHead: Bool = false, minorVersion: Int = 1, keepsAlive: Bool = true
    ) -> (text: String, result: ResponseWriter.Result) {
        var out: [UInt8] = []
        let form = ResponseWriter.Form(isHead: isHead, minorVersion: minorVersion, keepsAlive: keepsAlive)
        let result = ResponseWriter.writeHead(of: response, form: form, date: Array("Date: d\r\n".utf8), into: &out)
        return (String(decoding: out, as: UTF8.self), result)
    }

    @Test func anAnswerHasStatusDateFieldsAndLength() {
        let written = write(HTTPResponse(status: 201, fields: [("X-A", "é\t!")], body: [1, 2, 3]))
        #expect(written.text == "HTTP/1.1 201 Created\r\nDate: d\r\nX-A: é\t!\r\nContent-Length: 3\r\n\r\n")
        #expect(written.result.carriesBody && written.result.keepsAlive)
    }

    @Test func noControlCharacterOfAValueIsWritten() {
        for byte in UInt8.min..<0x20 where byte != 9 {
            let value = "a\(Character(UnicodeScalar(byte)))b"
            #expect(write(HTTPResponse(status: 200, fields: [("X", value)])).result.droppedFields == 1)
        }
        #expect(write(HTTPResponse(status: 200, fields: [("X", "\u{7F}")])).result.droppedFields == 1)
        // One character of Swift, two of HTTP.
        #expect(write(HTTPResponse(status: 200, fields: [("X", "a\r\nb")])).text.contains("X") == false)
    }

    @Test(arguments: ["", "a b", "a:", "a\r\n", "é", "a\0"])
    func aNameThatIsNoTokenIsNotWritten(_ name: String) {
        #expect(write(HTTPResponse(status: 200, fields: [(name, "v")])).result.droppedFields == 1)
    }

    @Test func theLastAnswerSaysSo() {
        #expect(write(HTTPResponse(status: 200), keepsAlive: false).text.hasSuffix("Connection: close\r\n\r\n"))
        #expect(write(HTTPResponse(status: 200), minorVersion: 0).text.hasSuffix("Connection: keep-alive\r\n\r\n"))
    }

    @Test func theDateIsWrittenAsTheStandardWants() {
        var line = DateLine()
        line.refresh(784_111_777)
        #expect(String(decoding: line.bytes, as: UTF8.self) == "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n")
    }
}
