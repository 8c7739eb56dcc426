extension Timestamp {
    /// Reads RFC 3339: `2026-11-21T02:29:18Z`, with or without a fraction, and with `Z` or an offset such as `+01:00`.
    /// - Returns: milliseconds since 1970-01-01T00:00:00Z, the rest of the fraction cut off; `nil` for any other text.
    package static func milliseconds(_ text: String) -> Int64? {
        var rest = Array(text.utf8)[...]
        func take(_ count: Int) -> Int? {
            guard rest.count >= count else { return nil }
            let digits = rest.prefix(count)
            rest = rest.dropFirst(count)
            guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        func skip(_ character: Character) -> Bool {
            guard let first = rest.first, first == character.asciiValue else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard let year = take(4), skip("-"), let month = take(2), skip("-"), let day = take(2),
            skip("T") || skip("t") || skip(" "), let hour = take(2), skip(":"), let minute = take(2), skip(":"),
            let second = take(2), (1...12).contains(month), day >= 1, day <= length(of: month, in: year), hour < 24,
            minute < 60, second <= 60
        else { return nil }
        var fraction = 0
        if skip(".") {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty else { return nil }
            fraction = (digits + [0x30, 0x30]).prefix(3).reduce(0) { $0 * 10 + Int($1 - 0x30) }
            rest = rest.dropFirst(digits.count)
        }
        var offset = 0
        if !skip("Z"), !skip("z") {
            let isEast = skip("+")
            guard isEast || skip("-"), let hours = take(2), skip(":"), let minutes = take(2), hours < 24, minutes < 60
            else { return nil }
            offset = (isEast ? 1 : -1) * (hours * 60 + minutes)
        }
        guard rest.isEmpty else { return nil }
        let minutes = (days(year, month, day) * 24 + hour) * 60 + minute - offset
        return Int64((minutes * 60 + second) * 1_000 + fraction)
    }

    private static func length(of month: Int, in year: Int) -> Int {
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days from 1970-01-01. Years are counted from March, as `characters` does the other way round.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let fromMarch = (month + 9) % 12
        let dayOfYear = (153 * fromMarch + 2) / 5 + day - 1
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
