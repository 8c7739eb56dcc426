import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension DataikuDialect {
    func bulkEndpoints(_ table: inout EndpointTable) {
        table.on(.post, "/admin/users/actions/bulk", .signedIn, "Create many users", errors: .dataiku) {
            (input: UserDocumentsInput, caller) async throws(ServiceError) in
            try await createAll(input, as: caller)
        }
        table.on(.put, "/admin/users/actions/bulk", .signedIn, "Edit many users", errors: .dataiku) {
            (input: UserDocumentsInput, caller) async throws(ServiceError) in
            var statuses: [BulkStatus] = []
            for item in input.items {
                statuses.append(
                    try await BulkStatus(item.login) { () async throws(ServiceError) in
                        let document = try item.document.get()
                        guard let name = document.login else { throw .notFound(.user) }
                        _ = try await save(document, of: name.user, isWhole: false, as: caller)
                    })
            }
            return BulkStatus.answer(statuses)
        }
        table.on(.delete, "/admin/users/actions/bulk", .signedIn, "Delete many users", errors: .dataiku) {
            (input: LoginsInput, caller) async throws(ServiceError) in
            let outcomes = try await services.users.bulk(
                input.logins.map { login in
                    let name = WireName(wire: login)?.user ?? .login("")
                    return input.mayBeOwn ? .delete(name, ifVersion: nil) : .deleteOther(name)
                }, as: caller)
            return BulkStatus.answer(zip(input.logins, outcomes).map { BulkStatus($0, $1) })
        }
    }

    private func createAll(
        _ input: UserDocumentsInput, as caller: Caller
    ) async throws(ServiceError) -> JSONAnswer {
        let commands = input.items.map { item in
            Result { () throws(ServiceError) in try item.document.get().creation(of: sources) }
        }
        var outcomes = try await services.users.bulk(
            commands.compactMap { (try? $0.get()).map(BulkChange.create) }, as: caller
        )[...]
        var statuses: [BulkStatus] = []
        for (item, command) in zip(input.items, commands) {
            statuses.append(
                try await BulkStatus(item.login) { () async throws(ServiceError) in
                    _ = try command.get()
                    guard case .created(let user)? = outcomes.first else {
                        guard case .refused(let error)? = outcomes.popFirst() else {
                            throw .internalFailure(incident: "bulk")
                        }
                        throw error
                    }
                    outcomes.removeFirst()
                    guard let additions = try item.document.get().additions() else { return }
                    _ = try await services.accounts.save(.id(user.id), additions, as: caller)
                })
        }
        return BulkStatus.answer(statuses)
    }
}

/// What became of one of many.
struct BulkStatus: Sendable {
    private let login: String
    private let error: String

    /// - Throws: what no other item would fare better with.
    init(_ login: String, _ work: () async throws(ServiceError) -> Void) async throws(ServiceError) {
        do throws(ServiceError) {
            try await work()
            self.init(login, refusal: nil)
        } catch {
            switch error {
            case .unauthenticated, .forbidden(.missingRight), .unavailable(.storage), .internalFailure: throw error
            default: self.init(login, refusal: error)
            }
        }
    }

    init(_ login: String, _ outcome: BulkOutcome) {
        if case .refused(let error) = outcome {
            self.init(login, refusal: error)
        } else {
            self.init(login, refusal: nil)
        }
    }

    private init(_ login: String, refusal: ServiceError?) {
        self.login = login
        error = refusal.map { DataikuProblem($0, about: login).detail } ?? ""
    }

    static func answer(_ statuses: [BulkStatus]) -> JSONAnswer {
        JSONAnswer(
            .array(
                statuses.map { status in
                    [
                        "login": .string(status.login), "status": status.error.isEmpty ? "SUCCESS" : "FAILURE",
                        "error": .string(status.error),
                    ]
                }))
    }
}
