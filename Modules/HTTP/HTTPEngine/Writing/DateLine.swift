import Glibc

/// The Date line of an answer (RFC 9110 section 6.6.1), made anew once a second.
struct DateLine {
    private var second = time_t.min
    private(set) var bytes: [UInt8] = []

    /// - Parameter now: seconds since 1970.
    mutating func refresh(_ now: time_t) {
        guard now != second else { return }
        second = now
        var moment = now, fields = tm()
        gmtime_r(&moment, &fields)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let date = "\(days[Int(fields.tm_wday)]), \(Self.two(fields.tm_mday)) \(months[Int(fields.tm_mon)])"
        let clock = "\(Self.two(fields.tm_hour)):\(Self.two(fields.tm_min)):\(Self.two(fields.tm_sec))"
        bytes = Array("Date: \(date) \(fields.tm_year + 1_900) \(clock) GMT\r\n".utf8)
    }

    private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
