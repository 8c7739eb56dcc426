package import IdentityCore
package import LDAPKit

/// Asks a directory what an administrator wants to know, in the way in which the source would ask it.
package final class LDAPWorkbench: Sendable {
    /// In whose name the directory is asked.
    package enum Asker: Sendable {
        /// The source's own account.
        case service
        /// Somebody who is found and signed in as at a sign-in.
        case person(login: String, password: Secret)
    }

    package enum Answer<Value: Sendable>: Sendable {
        case answered(Value)
        case rejected(SourceRefusal, words: String)
        case unknown(words: String)
        case failed(SourceFailure)
    }

    /// Where searches begin unless told.
    package let base: DistinguishedName
    private let directory: DirectorySettings
    private let identity: LDAPServiceIdentity?
    private let pool: LDAPPool

    /// Connects nowhere.
    /// - Throws: `invalidInput` for a file that can't be used.
    package init(
        _ configuration: LDAPSourceConfiguration, as id: SourceID, files: any SourceFiles, clock: any Clock
    ) throws(ServiceError) {
        base = configuration.base
        directory = DirectorySettings(configuration, as: id, clock: clock)
        identity = try LDAPServiceIdentity(configuration.bind, files)
        pool = LDAPPool(
            try LDAPSettings(configuration, files), as: identity ?? .anonymous,
            limits: LDAPPoolSettings(seats: 1), name: "ldap-bench-\(id)")
    }

    package func close() { pool.close() }

    /// What the search brings, wherever it begins and whatever the filter.
    package func search(_ search: LDAPSearch, as asker: Asker) async -> Answer<LDAPSearchAnswer> {
        await ask(as: asker) { connection throws(LDAPFailure) in try connection.search(search) }
    }

    /// Who the directory says is asking (RFC 4532); empty for nobody.
    package func whoAmI(as asker: Asker) async -> Answer<String> {
        await ask(as: asker) { connection throws(LDAPFailure) in try connection.whoAmI() }
    }

    private func ask<Value: Sendable>(
        as asker: Asker, _ question: @escaping @Sendable (LDAPConnection) throws(LDAPFailure) -> Value
    ) async -> Answer<Value> {
        let progress = Progress(.connect), directory = directory, identity = identity
        do throws(LDAPFailure) {
            return try await pool.run { seat throws(LDAPFailure) -> Answer<Value> in
                switch asker {
                case .service:
                    guard identity != nil else {
                        return .failed(
                            SourceFailure(
                                .misconfigured, at: .serviceBind, "The source has no account of its own to ask with."))
                    }
                    progress.reached(.base)
                    return .answered(try seat.asService(question))
                case .person(let login, let password):
                    return try WorkbenchSignIn(directory: directory, progress: progress).ask(
                        question, as: login, password, in: seat)
                }
            }
        } catch {
            return .failed(error.source(at: progress.current))
        }
    }
}
