import IdentityCore

/// Which sources are being synced by this process, and how the last run of each ended.
package actor SyncDesk {
    private var running: Set<SourceID> = []
    private var reports: [SourceID: SyncReport] = [:]

    package init() {}

    func begin(_ source: SourceID) throws(ServiceError) {
        guard running.insert(source).inserted else { throw .conflict(.syncUnderWay(source)) }
    }

    func end(_ source: SourceID) { running.remove(source) }

    func keep(_ report: SyncReport) { reports[report.source] = report }

    func lastReport(of source: SourceID) -> SyncReport? { reports[source] }
}
