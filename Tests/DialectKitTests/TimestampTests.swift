import DialectKit
import Foundation
import JSONText
import Testing

@Suite struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_399.999, "2000-02-28T23:59:59.999Z"),
            (951_782_400, "2000-02-29T00:00:00.000Z"), (1_709_210_096.5, "2024-02-29T12:34:56.500Z"),
            (-1, "1969-12-31T23:59:59.000Z"), (-2_208_988_800, "1900-01-01T00:00:00.000Z"),
            (4_102_444_799.9996, "2100-01-01T00:00:00.000Z"), (253_402_300_799, "9999-12-31T23:59:59.000Z"),
        ] as [(Double, String)])
    func aMomentIsWrittenInUTC(_ seconds: Double, _ text: String) {
        #expect(Timestamp.text(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test func daysOfSixCenturiesAgreeWithFoundation() {
        // Not before 1582: there Foundation changes to the Julian calendar.
        let style = Date.ISO8601FormatStyle().year().month().day()
        for day in stride(from: -70_000, through: 150_000, by: 29) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400)
            #expect(Timestamp.text(date).prefix(10) == date.formatted(style))
        }
    }
}
