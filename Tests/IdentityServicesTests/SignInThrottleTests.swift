import FoundationEssentials
import IdentityServices
import Testing

@Suite struct SignInThrottleTests {
    private let start = Date(timeIntervalSince1970: 1_800_000_000)

    private func fail(_ throttle: SignInThrottle, _ account: String, _ address: String) async {
        #expect(await throttle.admit(account: account, address: address, at: start) == .admitted)
        await throttle.settle(account: account, address: address, .failed, at: start)
    }

    @Test func parallelGuessesAtManyAccountsKeepTheLimitOfTheAddress() async {
        let throttle = SignInThrottle(SignInLimits(failuresPerAddress: 5))
        let admitted = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                group.addTask {
                    let account = "account-\(number)"
                    let answer = await throttle.admit(account: account, address: "a", at: start)
                    guard answer == .admitted else { return false }
                    await Task.yield()
                    await throttle.settle(account: account, address: "a", .failed, at: start)
                    return true
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(admitted == 5)
    }

    @Test func aSuccessForgivesTheAccountAndNotTheAddress() async {
        let throttle = SignInThrottle(SignInLimits(failuresPerAccountAndAddress: 3, failuresPerAddress: 4))
        for _ in 0..<2 { await fail(throttle, "ada", "a") }
        #expect(await throttle.admit(account: "ada", address: "a", at: start) == .admitted)
        await throttle.settle(account: "ada", address: "a", .succeeded, at: start)
        for _ in 0..<2 { await fail(throttle, "ada", "a") }
        #expect(
            await throttle.admit(account: "other", address: "a", at: start) == .refused(retryAfterSeconds: 900))
    }

    @Test func anUndecidedAttemptCountsForNothing() async {
        let throttle = SignInThrottle(SignInLimits(failuresPerAccountAndAddress: 1))
        for _ in 0..<5 {
            #expect(await throttle.admit(account: "ada", address: "a", at: start) == .admitted)
            await throttle.settle(account: "ada", address: "a", .undecided, at: start)
        }
    }

    @Test func failuresAreForgottenWhenTheirWindowIsOver() async {
        let throttle = SignInThrottle(SignInLimits(failuresPerAccountAndAddress: 1, window: 60))
        await fail(throttle, "ada", "a")
        let within = start.addingTimeInterval(59), after = start.addingTimeInterval(60)
        #expect(await throttle.admit(account: "ada", address: "a", at: within) == .refused(retryAfterSeconds: 1))
        #expect(await throttle.admit(account: "ada", address: "a", at: after) == .admitted)
    }

    @Test func aCallerWhoLeftGivesUpItsPlace() async {
        let throttle = SignInThrottle(SignInLimits(failuresPerAccountAndAddress: 1))
        #expect(await throttle.admit(account: "ada", address: "a", at: start) == .admitted)
        let waiter = Task { await throttle.admit(account: "ada", address: "a", at: start) }
        await Task.yield()
        waiter.cancel()
        await throttle.settle(account: "ada", address: "a", .succeeded, at: start)
        #expect(await waiter.value == .refused(retryAfterSeconds: 1))
        #expect(await throttle.admit(account: "ada", address: "a", at: start) == .admitted)
    }

    @Test func aFloodOfInventedNamesIsForgottenBeforeItFillsTheMemory() async {
        let throttle = SignInThrottle(SignInLimits(failuresPerAddress: 1_000_000))
        for number in 0..<60_000 {
            let moment = start.addingTimeInterval(Double(number))
            _ = await throttle.admit(account: "name-\(number)", address: "a", at: moment)
            await throttle.settle(account: "name-\(number)", address: "a", .failed, at: moment)
        }
        #expect(await throttle.rememberedAccounts < 25_000)
    }
}
