import IdentityCore
import Threading

extension SourcePromise {
    /// Kept by sources that deliver their people; others pass.
    public static let directories = [
        SourcePromise("the directory has the person under the login and under the lasting name") { fixture in
            guard let directory = fixture.source.directory else { return }
            for found in [
                try await directory.person(fixture.login), try await directory.person(externalID: fixture.externalID),
            ] {
                guard found?.externalID == fixture.externalID else { throw BrokenPromise("Not the person.") }
            }
        },
        SourcePromise("the directory has nobody under what nobody has") { fixture in
            guard let directory = fixture.source.directory else { return }
            for name in fixture.hostileLogins + ["nobody-\(fixture.login)"] {
                guard try await directory.person(name) == nil else { throw BrokenPromise("Somebody has that login.") }
            }
            guard try await directory.person(externalID: "nobody-\(fixture.externalID)") == nil else {
                throw BrokenPromise("Somebody has that lasting name.")
            }
        },
        SourcePromise("everybody is handed on once, and the person is among them") { fixture in
            guard let directory = fixture.source.directory else { return }
            let seen = Locked<[String]>([])
            try await directory.everybody { page in
                seen.withLock { $0 += page.people.map(\.externalID) }
                return true
            }
            let names = seen.withLock { $0 }
            guard names.contains(fixture.externalID) else { throw BrokenPromise("The person is missing.") }
            guard Set(names).count == names.count else { throw BrokenPromise("Somebody was handed on twice.") }
        },
        SourcePromise("nothing is handed on after it was said to stop") { fixture in
            guard let directory = fixture.source.directory, try await fixture.addOthers(SourcePromise.manyPages) else {
                return
            }
            let pages = Locked(0)
            // Whether that is an error is the source's to say.
            try? await directory.everybody { _ in
                pages.withLock { $0 += 1 }
                return false
            }
            guard pages.withLock({ $0 }) == 1 else { throw BrokenPromise("Not one page was handed on.") }
        },
        SourcePromise("a directory that can't be reached never looks like one that is empty") { fixture in
            guard let directory = fixture.source.directory, try await fixture.takeAway() else { return }
            try await requireFailure { () throws(SourceFailure) in try await directory.everybody { _ in true } }
            try await requireFailure { () throws(SourceFailure) in _ = try await directory.person(fixture.login) }
            try await requireFailure { () throws(SourceFailure) in
                _ = try await directory.person(externalID: fixture.externalID)
            }
        },
    ]

    /// More people than any source hands on at once.
    private static let manyPages = 2_500

    private static func requireFailure(_ question: () async throws(SourceFailure) -> Void) async throws {
        do throws(SourceFailure) { try await question() } catch {
            guard error.kind == .unavailable else {
                throw BrokenPromise("Expected unavailable, got \(error.kind.rawValue).")
            }
            return
        }
        throw BrokenPromise("Answered without anybody to ask.")
    }
}
