package import FoundationEssentials

/// How many wrong passwords are let through to the check. Per account and per address are apart, so that an attacker
/// at one address can't lock the owner out at another (NIST SP 800-63B-4 section 3.2.2).
package struct SignInLimits: Hashable, Sendable {
    /// For one account from one client address.
    package var failuresPerAccountAndAddress: Int
    /// For one client address, whatever the account.
    package var failuresPerAddress: Int
    /// For how long failures count, from the first one. Seconds.
    package var window: TimeInterval
    /// Wrong passwords in a row, from anywhere and over any time, after which only an administrator can open the
    /// account again.
    package var consecutiveFailures: Int

    package init(
        failuresPerAccountAndAddress: Int = 10, failuresPerAddress: Int = 100, window: TimeInterval = 900,
        consecutiveFailures: Int = 100
    ) {
        self.failuresPerAccountAndAddress = failuresPerAccountAndAddress
        self.failuresPerAddress = failuresPerAddress
        self.window = window
        self.consecutiveFailures = consecutiveFailures
    }
}
