package import IdentityCore

extension SourceService {
    /// No token of use is longer. Bytes.
    private static let longestToken = 65_536

    /// Looks at an outside issuer's token step by step, up to what whoever it means would be and may do here. Changes nothing
    /// but the audit, in which the token does not stand.
    /// - Parameter id: the source to ask; `nil` for the one whose issuer the token names.
    /// - Throws: `notFound(.source)`; `unsupported` for a source that takes no tokens, and when no source takes this one;
    ///   `invalidInput`.
    package func examineToken(
        _ token: Secret, at id: SourceID? = nil, as caller: Caller
    ) async throws(ServiceError) -> SourceReport {
        try caller.requireOnServer(.manageSources)
        try caller.requireNoImpersonation()
        guard token.reveal({ 1...Self.longestToken ~= $0.utf8.count }) else {
            throw .invalidInput([FieldProblem("token", .outOfRange, "That is no token.")])
        }
        let start = hands.clock.now()
        _ = try await storage.read(.point) { store in try caller.confirm(.manageSources, in: store, at: start) }
        let (source, authenticator) = try judge(of: token, at: id)
        var report = await authenticator.examine(token)
        report.steps += try await stepsHere(behind: report, of: source)
        let now = hands.clock.now(), detail = "a token: \(report.verdict.rawValue)"
        try await storage.write { store in
            let current = try caller.confirm(.manageSources, in: store, at: now)
            try store.auditWrites.append(current.entry(.sourceTested, on: .source(source.id), at: now, detail: detail))
        }
        return report
    }

    private func judge(
        of token: Secret, at id: SourceID?
    ) throws(ServiceError) -> (IdentitySource, any TokenAuthenticator) {
        if let id {
            let source = try source(id)
            guard let authenticator = source.token else { throw .unsupported("The source \(id) takes no tokens.") }
            return (source, authenticator)
        }
        for source in sources {
            if let authenticator = source.token, authenticator.judges(token) { return (source, authenticator) }
        }
        throw .unsupported("No source takes this token: it names no issuer that is configured here.")
    }
}
