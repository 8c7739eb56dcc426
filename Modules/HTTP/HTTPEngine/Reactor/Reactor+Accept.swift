import CLinux
import Glibc
import Synchronization
import Threading

extension Reactor {
    /// How long accepting pauses when the process has no descriptor left.
    private static let acceptPause: Int64 = 100
    /// Connections taken at one event, so that others get their turn.
    private static let acceptBatch = 64
    /// A reactor passes new connections on when it holds this many more than another one.
    private static let tolerance = 2

    func watchListeners() {
        for (slot, listener) in listeners.enumerated() { poller.addShared(listener.descriptor, UInt64(slot)) }
    }

    func unwatchListeners() {
        for listener in listeners { poller.remove(listener.descriptor) }
    }

    func accept(from listener: Listener) {
        guard stopDeadline == nil, acceptAgain == nil else { return }
        for _ in 0..<Self.acceptBatch {
            var storage = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let descriptor = withUnsafeMutablePointer(to: &storage) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    accept4(
                        listener.descriptor, $0, &length, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
                }
            }
            guard descriptor >= 0 else { return acceptFailed(errno) }
            admit(Inbox.Arrival(descriptor: descriptor, peer: PeerAddress(storage)))
        }
    }

    private func acceptFailed(_ number: Int32) {
        switch number {
        case EMFILE, ENFILE, ENOBUFS, ENOMEM:
            // The listener stays readable: watching it now would only burn a core.
            unwatchListeners()
            acceptAgain = now + Self.acceptPause
            context.report(.acceptPaused(number: number))
        case EINVAL:
            // Another reactor has stopped the listener already.
            unwatchListeners()
        default:
            // EAGAIN: a sibling was quicker. Others concern the one connection that went away.
            break
        }
    }

    /// Called at each sweep.
    func resumeAccepting() {
        guard let time = acceptAgain, now >= time, stopDeadline == nil else { return }
        acceptAgain = nil
        watchListeners()
    }

    /// Counts a new connection in, or closes it when a limit is reached.
    private func admit(_ arrival: Inbox.Arrival) {
        let counters = context.counters
        let open = counters.open.wrappingAdd(1, ordering: .relaxed).newValue
        guard open <= context.limits.connections else {
            return refuse(arrival, .serverFull)
        }
        guard context.addresses.enter(arrival.peer.key) else {
            return refuse(arrival, .addressFull)
        }
        LiveCounters.count(counters.accepted)
        let target = leastLoaded()
        target.load.wrappingAdd(1, ordering: .relaxed)
        if target === self {
            take(arrival)
        } else if !target.inbox.post(arrival) {
            target.release(arrival.peer)
            close(arrival.descriptor)
        }
    }

    private func refuse(_ arrival: Inbox.Arrival, _ reason: HTTPServerEvent.ConnectionRefusal) {
        context.counters.open.wrappingSubtract(1, ordering: .relaxed)
        LiveCounters.count(context.counters.refusedConnections)
        context.report(.connectionRefused(reason, peer: arrival.peer.text))
        close(arrival.descriptor)
    }

    private func leastLoaded() -> Reactor {
        var best = self
        var limit = load.load(ordering: .relaxed) - Self.tolerance
        for sibling in siblings where sibling !== self {
            let load = sibling.load.load(ordering: .relaxed)
            if load < limit {
                best = sibling
                limit = load
            }
        }
        return best
    }

    /// Makes a connection of an arrival that is counted in already.
    func take(_ arrival: Inbox.Arrival) {
        var tls: TLSSession?
        if let current = context.tls.withLock({ $0 }) {
            tls = current.session(on: arrival.descriptor)
            guard tls != nil else { return giveBack(arrival) }
        }
        let slot = freeSlots.popLast() ?? connections.count
        if slot == connections.count { connections.append(nil) }
        lastGeneration &+= 1
        // Zero marks listeners.
        if lastGeneration == 0 { lastGeneration = 1 }
        let connection = Connection(
            descriptor: arrival.descriptor, slot: slot, generation: lastGeneration, peer: arrival.peer, tls: tls,
            deadline: now + context.deadlines.head)
        connection.interest = Poller.readable
        guard poller.add(arrival.descriptor, Self.tag(connection), connection.interest) else {
            freeSlots.append(slot)
            return giveBack(arrival)
        }
        connections[slot] = connection
    }

    /// Closes an arrival that is counted in already.
    func giveBack(_ arrival: Inbox.Arrival) {
        release(arrival.peer)
        close(arrival.descriptor)
    }
}
