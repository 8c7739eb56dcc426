import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func sourceEndpoints(_ table: inout EndpointTable) {
        let sources = services.sources, sync = services.sync
        table.on(.get, "/sources", .signedIn, "List the sources of users", errors: .native) {
            (_: NoInput, caller) async throws(ServiceError) in
            SourceListBody(sources: try await sources.list(as: caller))
        }
        table.on(.post, "/sources/test", .signedIn, "Look at settings before they are saved", errors: .native) {
            (input: SourceDraftBody, caller) async throws(ServiceError) in
            SourceReportBody(report: try await sources.examine(input.draft, login: input.login, as: caller))
        }
        table.on(.get, "/sources/{id}", .signedIn, "Read a source", errors: .native) {
            (input: SourceInput, caller) async throws(ServiceError) in
            SourceBody(source: try await sources.read(input.id, as: caller))
        }
        table.on(.post, "/sources/{id}/test", .signedIn, "Look at a source step by step", errors: .native) {
            (input: SourceTestBody, caller) async throws(ServiceError) in
            SourceReportBody(report: try await sources.examine(input.id, login: input.login, as: caller))
        }
        table.on(.get, "/sources/{id}/sync", .signedIn, "Read how the last sync ended", errors: .native) {
            (input: SourceInput, caller) async throws(ServiceError) in
            LastSyncBody(report: try await sources.read(input.id, as: caller).lastSync)
        }
        table.on(.post, "/sources/{id}/sync", .signedIn, "Bring in the people of a source", errors: .native) {
            (input: SourceSyncBody, caller) async throws(ServiceError) in
            SyncReportBody(report: try await sync.run(input.command, as: caller))
        }
        let signIn = services.signIn
        table.on(.post, "/sign-ins/rehearsal", .signedIn, "Go through a sign-in and explain it", errors: .native) {
            (input: RehearsalInput, caller) async throws(ServiceError) in
            RehearsalBody(
                rehearsal: try await signIn.rehearse(login: input.login, password: input.password, as: caller))
        }
    }
}
