import DialectKit
import FoundationEssentials
import IdentityCore
import JSONText
import Testing

/// Times and identifiers as they stand in answers, made by hand for speed.
@Suite struct WireTextTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (4_107_542_399_007, "2100-02-28T23:59:59.007Z"),
        (4_107_542_400_050, "2100-03-01T00:00:00.050Z"),
        (1_795_228_158_042, "2026-11-21T02:29:18.042Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ])
    func aTimeHasItsDateAndMilliseconds(milliseconds: Int, text: String) {
        #expect(Timestamp.text(Date(timeIntervalSince1970: Double(milliseconds) / 1_000)) == text)
    }

    @Test func anIdentifierReadsAsFoundationWritesItInLowerCase() {
        for _ in 0..<100 {
            let uuid = UUID()
            #expect(UserID(uuid).description == uuid.uuidString.lowercased())
            #expect(UserID(UserID(uuid).description) == UserID(uuid))
        }
    }

    @Test func bothAreFieldsOfAnObject() throws {
        let id = try #require(UserID("01a1fc2f-ac01-776b-b778-5e2d79eb2946"))
        var writer = JSONWriter()
        writer.object {
            $0.field("id", id)
            $0.field("at", Date(timeIntervalSince1970: 0))
            $0.field("never", Date?.none)
        }
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"id":"01a1fc2f-ac01-776b-b778-5e2d79eb2946","at":"1970-01-01T00:00:00.000Z","never":null}"#)
    }
}
