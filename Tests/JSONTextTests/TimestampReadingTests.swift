import JSONText
import Testing

@Suite struct TimestampReadingTests {
    private func written(_ milliseconds: Int64) -> String {
        var bytes: [UInt8] = []
        Timestamp.append(milliseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func whatIsWrittenIsReadBack() {
        for time in stride(from: Int64(-62_000_000_000_000), to: 250_000_000_000_000, by: 8_765_432_109_877) {
            #expect(Timestamp.milliseconds(written(time)) == time, "\(written(time))")
        }
    }

    @Test func offsetsFractionsAndLeapDaysAreUnderstood() {
        let noon = Timestamp.milliseconds("2024-02-29T12:00:00Z")
        #expect(noon == 1_709_208_000_000)
        #expect(Timestamp.milliseconds("2024-02-29T13:30:00+01:30") == noon)
        #expect(Timestamp.milliseconds("2024-02-28t23:00:00.000999-13:00") == noon)
        #expect(Timestamp.milliseconds("2024-02-29T12:00:00.5Z") == noon.map { $0 + 500 })
    }

    @Test(arguments: [
        "", "2024", "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z",
        "2024-01-00T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:00", "2024-01-01",
        "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00+1:00", "2024-01-01T00:00:00Zx", "24-01-01T00:00:00Z",
        "2024-1-01T00:00:00Z", "٢٠٢٤-01-01T00:00:00Z",
    ])
    func whatIsNoTimeIsRefused(_ text: String) { #expect(Timestamp.milliseconds(text) == nil) }
}
