package import IdentityCore
import Threading

/// A directory in memory that can be told to fail, and counts what it is asked.
package final class ScriptedDirectory: DirectoryReading, SourceExamining, SourceOpening {
    /// How `everybody` goes wrong.
    package enum Fault: Sendable {
        /// At once.
        case unavailable
        /// After so many pages.
        case breaksOff(afterPages: Int)
    }

    package struct Asked: Hashable, Sendable {
        package var searches = 0
        package var pages = 0
        package var people = 0

        package init(searches: Int = 0, pages: Int = 0, people: Int = 0) {
            self.searches = searches
            self.pages = pages
            self.people = people
        }
    }

    private struct Contents {
        var people: [ExternalIdentity] = []
        var defects: [DirectoryDefect] = []
        var ambiguous: Set<String> = []
        var fault: Fault?
        var asked = Asked()
        var meanwhile: (@Sendable () async -> Void)?
    }

    private let contents = Locked(Contents())
    private let pageSize: Int

    package init(_ people: [ExternalIdentity] = [], pageSize: Int = 500) {
        self.pageSize = pageSize
        contents.withLock { $0.people = people }
    }

    package var people: [ExternalIdentity] {
        get { contents.withLock { $0.people } }
        set { contents.withLock { $0.people = newValue } }
    }

    package var asked: Asked { contents.withLock { $0.asked } }

    package func fail(_ fault: Fault?) { contents.withLock { $0.fault = fault } }
    package func report(_ defects: [DirectoryDefect]) { contents.withLock { $0.defects = defects } }
    package func confuse(_ login: String) { contents.withLock { _ = $0.ambiguous.insert(login) } }
    /// What happens while somebody reads everybody, after the answer was made up.
    package func meanwhile(_ body: (@Sendable () async -> Void)?) { contents.withLock { $0.meanwhile = body } }

    package func edit(_ externalID: String, _ change: (inout ExternalIdentity) -> Void) {
        contents.withLock { contents in
            for index in contents.people.indices where contents.people[index].externalID == externalID {
                change(&contents.people[index])
            }
        }
    }

    package func remove(_ externalID: String) {
        contents.withLock { $0.people.removeAll { $0.externalID == externalID } }
    }

    package func person(_ login: String) async throws(SourceFailure) -> ExternalIdentity? {
        try answer { contents throws(SourceFailure) in
            if contents.ambiguous.contains(login) {
                throw SourceFailure(.ambiguous, at: .userSearch, "2 entries have the login.")
            }
            return contents.people.first { $0.login == login }
        }
    }

    package func person(externalID: String) async throws(SourceFailure) -> ExternalIdentity? {
        try answer { contents throws(SourceFailure) in contents.people.first { $0.externalID == externalID } }
    }

    private func answer(
        _ body: (Contents) throws(SourceFailure) -> ExternalIdentity?
    ) throws(SourceFailure) -> ExternalIdentity? {
        let now = contents.withLock { contents in
            contents.asked.people += 1
            return contents
        }
        if now.fault != nil { throw Self.outage }
        return try body(now)
    }

    package func everybody(_ page: @escaping @Sendable (DirectoryPage) -> Bool) async throws(SourceFailure) {
        let now = contents.withLock { contents in
            contents.asked.searches += 1
            return contents
        }
        if case .unavailable = now.fault { throw Self.outage }
        var defects = now.defects, sent = 0
        for start in stride(from: 0, to: now.people.count, by: pageSize) {
            if case .breaksOff(sent) = now.fault { throw Self.outage }
            let people = now.people[start..<min(start + pageSize, now.people.count)]
            contents.withLock { $0.asked.pages += 1 }
            guard page(DirectoryPage(people: Array(people), defects: defects)) else { throw Self.outage }
            defects = []
            sent += 1
        }
        if !defects.isEmpty { _ = page(DirectoryPage(people: [], defects: defects)) }
        if case .breaksOff = now.fault { throw Self.outage }
        await now.meanwhile?()
    }

    package func examine(_ login: ExaminedLogin?) async -> SourceReport {
        let now = contents.withLock { $0 }
        var report = SourceReport(
            source: SourceID(rawValue: "corp"), kind: SourceKind(rawValue: "scripted"), verdict: .usable, steps: [])
        if now.fault != nil {
            report.verdict = .unavailable
            report.steps = [SourceStep(.connect, .failed, "Nobody answers.")]
        } else if let login {
            report.identity = now.people.first { $0.login == login.login }
            report.verdict = report.identity == nil ? .unknown : login.password == nil ? .usable : .verified
            report.steps = [SourceStep(.userSearch, report.identity == nil ? .failed : .ok, "Searched.")]
        }
        return report
    }

    /// This directory as the source `corp`.
    package func opened(
        as id: String = "corp", policy: ProvisioningPolicy = ProvisioningPolicy()
    ) -> IdentitySource {
        IdentitySource(
            id: SourceID(rawValue: id), kind: SourceKind(rawValue: "scripted"), policy: policy,
            token: ScriptedIssuer(as: id), directory: self, examiner: self)
    }

    package func open(_ draft: SourceDraft) async throws(ServiceError) -> IdentitySource { opened(as: "draft") }

    private static let outage = SourceFailure(.unavailable, at: .userSearch, "The connection was lost.")
}

/// For houses in which nobody tries a draft.
package struct NoDrafts: SourceOpening {
    package init() {}

    package func open(_ draft: SourceDraft) async throws(ServiceError) -> IdentitySource {
        throw .unsupported("No draft can be tried here.")
    }
}
