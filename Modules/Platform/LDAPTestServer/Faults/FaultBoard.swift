import Threading

/// The faults that hold now, and how often each has been met.
final class FaultBoard: Sendable {
    private struct Posted: Sendable {
        let fault: LDAPTestServer.Fault
        var met = 0
    }

    private let initial: [LDAPTestServer.Fault]
    private let posted: Locked<[Posted]>

    init(_ faults: [LDAPTestServer.Fault]) {
        initial = faults
        posted = Locked(faults.map { Posted(fault: $0) })
    }

    var faults: [LDAPTestServer.Fault] { posted.withLock { $0.map(\.fault) } }

    /// What befalls an operation that comes now.
    func meet(_ operation: LDAPTestServer.Fault.Operation, dn: String?) -> [LDAPTestServer.Fault] {
        posted.withLock { posted in
            var befalling: [LDAPTestServer.Fault] = []
            for index in posted.indices where posted[index].fault.fits(operation, dn) {
                posted[index].met += 1
                let fault = posted[index].fault, turn = posted[index].met - fault.after
                if turn > 0, turn <= fault.times { befalling.append(fault) }
            }
            return befalling
        }
    }

    func add(_ fault: LDAPTestServer.Fault) { posted.withLock { $0.append(Posted(fault: fault)) } }

    func replace(with faults: [LDAPTestServer.Fault]) {
        posted.withLock { $0 = faults.map { Posted(fault: $0) } }
    }

    /// Back to those of the start, unmet.
    func reset() { replace(with: initial) }
}
