import IdentityCore

extension AuthenticationOutcome {
    /// Without the person, who may be a real one.
    var name: String {
        switch self {
        case .verified: "verified"
        case .rejected: "rejected"
        case .unknownSubject: "unknownSubject"
        case .failed(let failure): "failed: \(failure.kind.rawValue)"
        }
    }

    func requireVerified(as externalID: String) throws {
        guard case .verified(let identity, _) = self else { throw BrokenPromise("Expected verified, got \(name).") }
        guard identity.externalID == externalID else { throw BrokenPromise("Verified as somebody else.") }
    }

    func requireRejected() throws {
        guard case .rejected(.wrongPassword) = self else { throw BrokenPromise("Expected rejected, got \(name).") }
    }

    func requireUnknown() throws {
        guard case .unknownSubject = self else { throw BrokenPromise("Expected unknownSubject, got \(name).") }
    }

    func requireNotVerified() throws {
        if case .verified = self { throw BrokenPromise("Verified what should never be.") }
    }
}
