import Threading

/// What all reactors of a server share.
final class ServerContext: Sendable {
    let limits: HTTPLimits
    let deadlines: Milliseconds
    let writeFloor: Int
    let counters = LiveCounters()
    let addresses: AddressCounts
    let bodyBudget: BodyBudget
    let tls = Locked<TLSContext?>(nil)
    let report: @Sendable (HTTPServerEvent) -> Void

    /// `HTTPDeadlines` in the reactors' unit.
    struct Milliseconds: Sendable {
        let head, body, idle, writeWindow, linger: Int64
        let handler: Int64?

        /// How often deadlines are looked at: often enough for the shortest of them.
        var sweep: Int64 {
            let shortest = [head, body, idle, writeWindow, linger, handler ?? .max].min() ?? 0
            return min(max(shortest / 4, 10), 250)
        }
    }

    init(_ configuration: HTTPServerConfiguration, report: @escaping @Sendable (HTTPServerEvent) -> Void) {
        limits = configuration.limits
        let wanted = configuration.deadlines
        deadlines = Milliseconds(
            head: wanted.head.milliseconds, body: wanted.body.milliseconds, idle: wanted.idle.milliseconds,
            writeWindow: wanted.writeWindow.milliseconds, linger: wanted.linger.milliseconds,
            handler: wanted.handler?.milliseconds)
        writeFloor = wanted.writeFloor
        addresses = AddressCounts(limit: configuration.limits.connectionsPerAddress)
        bodyBudget = BodyBudget(limit: max(limits.bodyBytesTogether, limits.bodyBytes))
        self.report = report
    }
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }
}
