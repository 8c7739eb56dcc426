/// How much of a directory is used at once.
package struct LDAPPoolSettings: Hashable, Sendable {
    /// Jobs at the same time; each has a thread and at most two connections.
    package var seats: Int
    /// Jobs that may wait; the next one is `saturated`.
    package var queueLimit: Int
    /// How long a job may have waited when its turn comes; later it is `saturated`.
    package var acquireTimeout: Duration
    /// A connection unused for longer is not used again: something on the way may have forgotten it.
    package var idleLimit: Duration
    /// How long nobody signs in as the service after the directory has refused it; jobs that need to get the same
    /// failure at once.
    package var refusalPause: Duration

    package init(
        seats: Int = 4, queueLimit: Int = 64, acquireTimeout: Duration = .seconds(10),
        idleLimit: Duration = .seconds(120), refusalPause: Duration = .seconds(5)
    ) {
        self.seats = max(seats, 1)
        self.queueLimit = queueLimit
        self.acquireTimeout = acquireTimeout
        self.idleLimit = idleLimit
        self.refusalPause = refusalPause
    }
}

/// As whom the pool searches.
package enum LDAPServiceIdentity: Sendable {
    case anonymous
    /// - Parameter password: asked at each sign-in; the copy it returns is wiped.
    case simple(dn: String, password: @Sendable () -> [UInt8])
    /// As the user of the process, over `ldapi`.
    case external
}
