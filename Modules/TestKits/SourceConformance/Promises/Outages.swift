import IdentityCore

extension SourcePromise {
    static let outages = [
        SourcePromise("a source that can't be reached says so and never answers") { fixture in
            // What it knows by then is no answer later.
            try await fixture.authenticate(fixture.login, fixture.password).requireVerified(as: fixture.externalID)
            guard try await fixture.takeAway() else { return }
            for login in [fixture.login, "nobody-\(fixture.login)"] {
                let outcome = try await fixture.authenticate(login, fixture.password)
                guard case .failed(let failure) = outcome, failure.kind == .unavailable else {
                    throw BrokenPromise("Expected unavailable, got \(outcome.name).")
                }
            }
        },
        SourcePromise("a cancelled call comes back, and not with a refusal of the right password") { fixture in
            let call = Task { try await fixture.authenticate(fixture.login, fixture.password) }
            call.cancel()
            // A source that never comes back runs into the time limit of the test; one that answers late, rightly, is fine.
            switch await call.result {
            case .success(.failed): break
            case .success(let outcome): try outcome.requireVerified(as: fixture.externalID)
            case .failure(let error) where error is ServiceError: break
            case .failure(let error): throw error
            }
        },
    ]
}
