import JSONText
import Testing

@Suite struct JSONWriterTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func commasComeBetweenElementsOnly() {
        var writer = JSONWriter()
        writer.object {
            $0.field("id", "a")
            $0.object("empty") { _ in }
            $0.array("list") {
                $0.value("x")
                $0.array { $0.value(1) }
                $0.object { $0.field("deep", true) }
                $0.null()
                $0.value(["k": .number(1)])
            }
            $0.field("count", 3)
            $0.field("ratio", 0.5)
            $0.field("mail", String?.none)
            $0.field("named", "n" as String?)
            $0.field("extra", .array([nil]))
            $0.field(named: "k\"", false)
            $0.null("end")
        }
        #expect(
            text(writer.bytes)
                == #"{"id":"a","empty":{},"list":["x",[1],{"deep":true},null,{"k":1.0}],"count":3,"ratio":0.5,"#
                + #""mail":null,"named":"n","extra":[null],"k\"":false,"end":null}"#)
    }

    @Test func whatIsOpenedIsFilledBitByBitAndClosed() {
        let key: [UInt8] = Array("a-1".utf8)
        var writer = JSONWriter()
        writer.openObject()
        writer.openObject("users")
        for number in 0..<2 { writer.object(plain: key.span) { $0.field("n", number) } }
        writer.closeObject()
        writer.openArray("more")
        writer.value(1)
        writer.object { _ in }
        writer.closeArray()
        writer.field("last", true)
        writer.closeObject()
        #expect(text(writer.bytes) == #"{"users":{"a-1":{"n":0},"a-1":{"n":1}},"more":[1,{}],"last":true}"#)
    }

    @Test func anErrorInsideABlockComesOutWithItsType() {
        struct Stop: Error {}
        var writer = JSONWriter()
        #expect(throws: Stop.self) { try writer.object { _ throws(Stop) in throw Stop() } }
    }

    @Test(arguments: [0, 7, 10, -1, 1234567890, Int64.max, Int64.min])
    func integersAreWrittenInFull(number: Int64) {
        var writer = JSONWriter()
        writer.value(number)
        #expect(text(writer.bytes) == String(number))
    }

    @Test func everyCharacterComesBackAsItWas() throws {
        let scalars = (0..<0x300).compactMap(Unicode.Scalar.init) + ["\u{2028}", "\u{FFFF}", "😀"]
        for scalar in scalars {
            let value = JSONValue.string("a" + String(Character(scalar)) + "b")
            #expect(try JSONParser.parse(value.encoded()) == value)
        }
    }

    @Test func controlCharactersAreEscaped() {
        #expect(text(JSONValue.string("\u{0}\u{1f}\n\t\r\"\\/é").encoded()) == #""\u0000\u001f\n\t\r\"\\/é""#)
    }

    @Test(arguments: [0.1, 1e300, -2.2250738585072014e-308, 1e16, 123456789.125, 3.0])
    func doublesComeBackExactly(number: Double) throws {
        #expect(try JSONParser.parse(JSONValue.number(number).encoded()) == .number(number))
    }

    @Test func whatIsNoNumberInJSONBecomesNull() {
        #expect(text(JSONValue.array([.number(.infinity), .number(.nan)]).encoded()) == "[null,null]")
    }

    @Test func prettyTextIsIndentedAndMeansTheSame() throws {
        let value: JSONValue = ["a": [1, [], [:], ["b": nil]], "c": "d"]
        let pretty = value.encoded(pretty: true)
        #expect(
            text(pretty) == """
                {
                  "a": [
                    1,
                    [],
                    {},
                    {
                      "b": null
                    }
                  ],
                  "c": "d"
                }
                """)
        #expect(try JSONParser.parse(pretty) == value)
    }
}
