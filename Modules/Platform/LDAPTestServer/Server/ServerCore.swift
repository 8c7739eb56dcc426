import Threading

/// What the connections of a server share.
final class ServerCore: Sendable {
    let options: LDAPTestServer.Options
    let faults: FaultBoard
    let log: OperationLog
    let stop = StopSignal()
    let certificates: CertificateShelf
    private let initial: DirectoryTree
    private let current: Locked<DirectoryTree>

    init(
        _ fixture: LDAPTestServer.Fixture, _ faults: [LDAPTestServer.Fault], _ options: LDAPTestServer.Options
    ) throws(LDAPTestServer.Problem) {
        self.options = options
        self.faults = FaultBoard(faults)
        log = OperationLog(report: options.report)
        certificates = try CertificateShelf(options.certificate)
        initial = try fixture.tree(at: options.now())
        current = Locked(initial)
    }

    /// The directory as it is now.
    var tree: DirectoryTree { current.withLock { $0 } }

    /// Changes the directory, or leaves it as it is when the change is refused.
    func change(_ body: (inout DirectoryTree) throws(Refusal) -> Void) throws(Refusal) {
        // A copy, which costs little: what the change does not touch is shared.
        try current.withLock { (tree: inout DirectoryTree) throws(Refusal) in
            var changed = tree
            try body(&changed)
            tree = changed
        }
    }

    /// Everything as at the start.
    func reset() {
        current.withLock { $0 = initial }
        faults.reset()
        log.clear()
    }
}
