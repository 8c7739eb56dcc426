public import IdentityCore

/// An opened source that believes a proxy, with what the proxy may write, made anew for each check.
public protocol AssertionFixture: Sendable {
    var source: IdentitySource { get }
    /// The source's name for the one person whom the proxy names.
    var externalID: String { get }
    /// Of the trusted proxy.
    var peer: String { get }
    /// The field that names the person, in lower case, with a hyphen in it.
    var field: String { get }
    /// What the trusted proxy writes about the person, in all fields that are needed.
    func fields() async throws -> [String: [Secret]]
}

extension AssertionFixture {
    fileprivate func answer(
        from peer: String? = nil, _ change: (inout [String: [Secret]]) -> Void = { _ in }
    ) async throws -> OutsideAnswer? {
        guard let authenticator = source.assertion else { throw BrokenPromise("The source believes no proxy.") }
        var fields = try await fields()
        change(&fields)
        return try await authenticator.authenticate(PresentedAssertion(peer: peer ?? self.peer, fields: fields))
    }

    fileprivate func requireInvalid(
        from peer: String? = nil, _ change: (inout [String: [Secret]]) -> Void = { _ in }
    ) async throws {
        guard let answer = try await answer(from: peer, change) else {
            throw BrokenPromise("Passed over what had to be refused.")
        }
        try answer.outcome.requireInvalid()
    }
}

extension ProofPromise where Fixture == any AssertionFixture {
    public static var all: [ProofPromise] {
        [
            ProofPromise("a trusted proxy's word proves who the person is, again and again") { fixture in
                for _ in 0..<2 {
                    guard let answer = try await fixture.answer() else { throw BrokenPromise("Did not look.") }
                    try answer.outcome.requireVerified(as: fixture.externalID)
                }
            },
            ProofPromise("the fields that it reads are named as they are handed over") { fixture in
                let names = fixture.source.assertion?.fieldNames ?? []
                guard names.contains(fixture.field), names.allSatisfy({ $0 == $0.lowercased() && !$0.contains("_") })
                else { throw BrokenPromise("Would never be handed its field.") }
            },
            ProofPromise("the same word is known under the same digest") { fixture in
                let one = try await fixture.answer(), two = try await fixture.answer()
                guard let one, one.digest == two?.digest else { throw BrokenPromise("Two digests of one word.") }
            },
            ProofPromise("nobody else is believed") { fixture in
                let strangers = ["203.0.113.9", "2001:db8::9", "", "unknown", "\(fixture.peer).example"]
                for peer in strangers where peer != fixture.peer {
                    try await fixture.requireInvalid(from: peer)
                }
            },
            ProofPromise("a field that stands there twice is refused") { fixture in
                try await fixture.requireInvalid { fields in fields[fixture.field]! += fields[fixture.field]! }
            },
            ProofPromise("an empty field is refused") { fixture in
                try await fixture.requireInvalid { $0[fixture.field] = [Secret("")] }
            },
            ProofPromise("a field with underscores is refused, alone and beside the right one") { fixture in
                let twisted = String(fixture.field.map { $0 == "-" ? "_" : $0 })
                try await fixture.requireInvalid { $0[twisted] = $0[fixture.field] }
                try await fixture.requireInvalid { $0[twisted] = $0.removeValue(forKey: fixture.field) }
            },
            ProofPromise("a trusted proxy that names nobody means nobody, also after it named somebody") { fixture in
                _ = try await fixture.answer()
                guard try await fixture.answer({ $0[fixture.field] = nil }) == nil else {
                    throw BrokenPromise("Somebody was meant.")
                }
            },
            ProofPromise("a request without any field is of nobody") { fixture in
                guard try await fixture.answer({ $0 = [:] }) == nil else { throw BrokenPromise("Somebody was meant.") }
            },
        ]
    }
}
