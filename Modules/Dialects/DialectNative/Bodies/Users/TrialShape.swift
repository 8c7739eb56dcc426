import DialectKit
import FoundationEssentials
import IdentityCore
import JSONText

/// A time for trying the product out, on the wire.
enum TrialShape {
    static let answer = ObjectShape(
        "Trial",
        [
            .init("exists", .boolean, required: true, "Whether there is one at all."),
            .init("valid", .boolean, required: true, "Whether it goes on now."),
            .init("expired", .boolean, required: true, "Whether it is over; then nobody can sign in."),
            .init("grantedOn", .nullable(.dateTime), required: true, "When it begins."),
            .init("expiresOn", .nullable(.dateTime), required: true, "When it ends."),
        ])
    static let input = ObjectShape(
        "TrialTimes",
        [
            .init("grantedOn", .dateTime, required: true, "When it begins."),
            .init("expiresOn", .dateTime, required: true, "When it ends."),
        ])

    static func write(_ trial: Trial?, at now: Date, to writer: inout JSONWriter) {
        writer.field("exists", trial != nil)
        writer.field("valid", trial.map { $0.isValid(at: now) } ?? false)
        writer.field("expired", trial.map { $0.expiresOn <= now } ?? false)
        writer.field("grantedOn", trial?.grantedOn)
        writer.field("expiresOn", trial?.expiresOn)
    }
}
