import IdentityCore

/// What is counted of clients that nobody knows yet: wrong secrets, and devices that begin to wait. Each by client and
/// address and by address, so that nobody at one address keeps a client out at another; both apart from sign-ins, so that
/// nobody is kept from signing in either.
struct ClientCounts: Sendable {
    /// Devices begin anew without anything being wrong.
    private static let startsForOneFailure = 3

    private let secrets: SignInThrottle
    private let devices: SignInThrottle

    init(_ limits: SignInLimits) {
        secrets = SignInThrottle(limits)
        var starts = limits
        starts.failuresPerAccountAndAddress *= Self.startsForOneFailure
        devices = SignInThrottle(starts)
    }

    /// - Parameter check: whether the secret is right.
    /// - Throws: `limited`, with nothing checked.
    func guess(
        of client: ClientID, from origin: RequestOrigin, by clock: any Clock, _ check: () throws(ServiceError) -> Bool
    ) async throws(ServiceError) -> Bool {
        try await admit(client, to: secrets, from: origin, by: clock)
        let result: Result<Bool, ServiceError>
        var settlement = SignInThrottle.Settlement.undecided
        do throws(ServiceError) {
            let isRight = try check()
            settlement = isRight ? .succeeded : .failed
            result = .success(isRight)
        } catch { result = .failure(error) }
        await secrets.settle(account: client.rawValue, address: origin.limitKey, settlement, at: clock.now())
        return try result.get()
    }

    /// - Throws: `limited`.
    func startDevice(of client: ClientID, from origin: RequestOrigin, by clock: any Clock) async throws(ServiceError) {
        try await admit(client, to: devices, from: origin, by: clock)
        await devices.settle(account: client.rawValue, address: origin.limitKey, .failed, at: clock.now())
    }

    /// A device that its user has let in, and that got its tokens, is no longer one that waits for nobody.
    func settleDevice(of client: ClientID, from origin: RequestOrigin, by clock: any Clock) async {
        await devices.forgive(account: client.rawValue, address: origin.limitKey, at: clock.now())
    }

    private func admit(
        _ client: ClientID, to throttle: SignInThrottle, from origin: RequestOrigin, by clock: any Clock
    ) async throws(ServiceError) {
        let admission = await throttle.admit(account: client.rawValue, address: origin.limitKey, at: clock.now())
        if case .refused(let seconds) = admission { throw .limited(retryAfterSeconds: seconds) }
    }
}
