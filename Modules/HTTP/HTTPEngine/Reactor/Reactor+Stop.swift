import Glibc

extension Reactor {
    /// Accepts no more, closes what is between two requests, and lets the rest end within the grace time.
    func beginStop() {
        guard stopDeadline == nil else { return }
        refreshClocks()
        stopDeadline = now + grace
        acceptAgain = nil
        unwatchListeners()
        for listener in listeners { listener.stop() }
        for connection in connections {
            guard let connection else { continue }
            let isUnused = connection.phase == .head && connection.pending.isEmpty
            if connection.phase == .idle || connection.phase == .handshake || isUnused { drop(connection) }
        }
    }

    /// The grace time is over or all is done.
    func end() {
        for connection in connections { if let connection { drop(connection) } }
        for arrival in inbox.close().arrivals { giveBack(arrival) }
        siblings = []
    }
}
