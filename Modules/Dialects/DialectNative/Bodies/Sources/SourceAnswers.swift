import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

struct SourceBody: EndpointOutput {
    static let description = OutputDescription(200, "The source.", shape: SourceShape.shape)
    let source: SourceSummary

    func response() -> HTTPResponse { .answer { SourceShape.write(source, to: &$0) } }
}

struct SourceListBody: EndpointOutput {
    static let description = OutputDescription(
        200, "All of them.",
        shape: ObjectShape(
            "Sources",
            [.init("items", .array(.object(SourceShape.shape)), required: true, "As the configuration has them.")]))
    let sources: [SourceSummary]

    func response() -> HTTPResponse {
        .answer { writer in
            writer.array("items") { writer in
                for source in sources { writer.object { SourceShape.write(source, to: &$0) } }
            }
        }
    }
}

struct SourceReportBody: EndpointOutput {
    static let description = OutputDescription(
        200, "What was seen; a source that fails is no failure of the request.", shape: SourceReportShape.shape)
    let report: SourceReport

    func response() -> HTTPResponse { .answer { SourceReportShape.write(report, to: &$0) } }
}

struct SyncReportBody: EndpointOutput {
    static let description = OutputDescription(
        200, "How the run ended; also when a guard stopped it or the source failed.", shape: SyncReportShape.shape)
    let report: SyncReport

    func response() -> HTTPResponse { .answer { SyncReportShape.write(report, to: &$0) } }
}

struct LastSyncBody: EndpointOutput {
    static let description = OutputDescription(
        200, "The report of the last run.",
        shape: ObjectShape(
            "LastSync",
            [
                .init(
                    "report", .nullable(.object(SyncReportShape.shape)), required: true,
                    "Null when none has run since the server started; a dry run is not kept.")
            ]))
    let report: SyncReport?

    func response() -> HTTPResponse {
        .answer { writer in
            guard let report else { return writer.null("report") }
            writer.object("report") { SyncReportShape.write(report, to: &$0) }
        }
    }
}

struct RehearsalBody: EndpointOutput {
    static let description = OutputDescription(
        200, "What the sign-in would come to; nothing was opened and nothing written.", shape: RehearsalShape.shape)
    let rehearsal: SignInRehearsal

    func response() -> HTTPResponse { .answer { RehearsalShape.write(rehearsal, to: &$0) } }
}
