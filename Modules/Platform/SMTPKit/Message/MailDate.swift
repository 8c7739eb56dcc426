import Glibc

/// The Date of a message (RFC 5322 section 3.3), in UTC.
enum MailDate {
    /// - Parameter seconds: since 1970-01-01T00:00:00Z.
    static func text(_ seconds: Int) -> String {
        var moment = time_t(seconds), fields = tm()
        gmtime_r(&moment, &fields)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let date = "\(days[Int(fields.tm_wday)]), \(fields.tm_mday) \(months[Int(fields.tm_mon)])"
        let clock = [fields.tm_hour, fields.tm_min, fields.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(date) \(fields.tm_year + 1_900) \(clock.joined(separator: ":")) +0000"
    }
}
