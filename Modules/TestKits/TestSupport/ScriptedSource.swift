package import IdentityCore
import Threading

/// A source that says what it was told to say, and remembers what it was asked: for what the local source can't be,
/// such as a directory that is down.
package final class ScriptedSource: PasswordAuthenticator {
    package typealias Answer = Result<AuthenticationOutcome, ServiceError>

    private struct Script {
        var answer: Answer
        var byLogin: [String: Answer] = [:]
        var people: [ExternalIdentity] = []
        var aliases: [String: String] = [:]
        var directoryFailure: SourceFailure?
        var report: SourceReport?
        var asked: [String] = []
        var lookedUp: [String] = []
        var gate: (@Sendable () async -> Void)?
    }

    private let script: Locked<Script>

    package init(_ answer: Answer) { script = Locked(Script(answer: answer)) }

    package func say(_ next: Answer) { script.withLock { $0.answer = next } }

    /// What it says of one login, whatever it says of others.
    package func say(_ next: Answer, of login: String) { script.withLock { $0.byLogin[login] = next } }

    /// The people in its directory.
    package func have(_ people: ExternalIdentity...) { script.withLock { $0.people = people } }

    /// Further names, in lower case, under which its directory finds who has the login.
    package func alias(_ names: String..., of login: String) {
        script.withLock { script in for name in names { script.aliases[name] = login } }
    }

    /// What its directory fails with; `nil` to answer again.
    package func failDirectory(with failure: SourceFailure?) { script.withLock { $0.directoryFailure = failure } }

    /// What its examiner answers.
    package func report(_ report: SourceReport) { script.withLock { $0.report = report } }

    /// Waited for before each answer.
    package func wait(for gate: @escaping @Sendable () async -> Void) { script.withLock { $0.gate = gate } }

    /// The logins whose passwords it was asked for, in order.
    package var asked: [String] { script.withLock { $0.asked } }

    /// The logins and ids that its directory was asked for, in order.
    package var lookedUp: [String] { script.withLock { $0.lookedUp } }

    package func authenticate(_ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome {
        let (answer, gate) = script.withLock { script in
            script.asked.append(attempt.login)
            return (script.byLogin[attempt.login] ?? script.answer, script.gate)
        }
        await gate?()
        return try answer.get()
    }

    /// This source under a name.
    package func opened(as id: String, createsOnFirstLogin: Bool = false) -> IdentitySource {
        opened(as: id, ProvisioningPolicy(createsOnFirstLogin: createsOnFirstLogin))
    }

    package func opened(
        as id: String, _ policy: ProvisioningPolicy, hasDirectory: Bool = false, hasExaminer: Bool = false
    ) -> IdentitySource {
        IdentitySource(
            id: SourceID(rawValue: id), kind: SourceKind(rawValue: "scripted"), policy: policy, password: self,
            directory: hasDirectory ? self : nil, examiner: hasExaminer ? self : nil)
    }

    private func find(
        _ key: String, _ matches: (ExternalIdentity) -> Bool
    ) throws(SourceFailure) -> ExternalIdentity? {
        let (people, failure) = script.withLock { script in
            script.lookedUp.append(key)
            return (script.people, script.directoryFailure)
        }
        if let failure { throw failure }
        return people.first(where: matches)
    }
}

extension ScriptedSource: DirectoryReading {
    /// By login or mail address, in any case.
    package func person(_ login: String) async throws(SourceFailure) -> ExternalIdentity? {
        let typed = login.lowercased(), name = script.withLock { $0.aliases[typed] ?? typed }
        return try find(login) { $0.login.lowercased() == name || $0.email?.lowercased() == name }
    }

    package func person(externalID: String) async throws(SourceFailure) -> ExternalIdentity? {
        try find(externalID) { $0.externalID == externalID }
    }

    package func everybody(_ page: @escaping @Sendable (DirectoryPage) -> Bool) async throws(SourceFailure) {
        let (people, failure) = script.withLock { ($0.people, $0.directoryFailure) }
        if let failure { throw failure }
        _ = page(DirectoryPage(people: people))
    }
}

extension ScriptedSource: SourceExamining {
    package func examine(_ login: ExaminedLogin?) async -> SourceReport {
        let report = script.withLock { script in
            script.asked.append(login?.login ?? "")
            return script.report
        }
        return report
            ?? SourceReport(
                source: SourceID(rawValue: "scripted"), kind: SourceKind(rawValue: "scripted"), verdict: .usable,
                steps: [])
    }
}
