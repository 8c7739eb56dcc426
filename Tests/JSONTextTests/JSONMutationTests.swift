import JSONText
import Testing

@Suite struct JSONMutationTests {
    /// The same mutations on every run.
    private struct Steps: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private static let seed =
        #"{"a\u00e9\uD83D\uDE00":[1,-2.5e-3,true,null,"x\\\"é"],"b":{"c":"","d":[[],{}]}, e:'f' /*g*/,}"#

    /// Whatever a broken text is, it is refused or read; and what was read is written so that it is read again.
    @Test(arguments: [JSONOptions.strict, .json5], 1...8)
    func aBrokenTextIsRefusedOrUnderstood(options: JSONOptions, round: UInt64) throws {
        var steps = Steps(state: round)
        var understood = 0
        for _ in 0..<2_000 {
            var bytes = Array((options.isRelaxed ? Self.seed : Self.seed.replacing(", e:'f' /*g*/,", with: "")).utf8)
            for _ in 0..<Int.random(in: 1...3, using: &steps) {
                let place = Int.random(in: bytes.indices, using: &steps)
                switch steps.next() % 3 {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &steps)
                case 1: bytes.remove(at: place)
                default: bytes.insert(bytes.randomElement(using: &steps)!, at: place)
                }
            }
            do throws(JSONSyntaxError) {
                let value = try JSONParser.parse(bytes, options: options)
                understood += 1
                for text in [value.encoded(), value.encoded(pretty: true)] {
                    #expect(try JSONParser.parse(text) == value)
                }
            } catch {
                #expect(error.line >= 1 && error.column >= 1 && !error.message.isEmpty)
            }
        }
        #expect(understood > 0 && understood < 2_000)
    }
}
