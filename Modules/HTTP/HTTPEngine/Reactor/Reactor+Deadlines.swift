extension Reactor {
    /// Looks at every connection's deadline.
    func sweep() {
        lastSweep = now
        resumeAccepting()
        for connection in connections {
            if let connection, connection.deadline <= now { expire(connection) }
        }
    }

    private func expire(_ connection: Connection) {
        switch connection.phase {
        case .handshake: failHandshake(connection, "handshake took too long")
        case .head where !connection.pending.isEmpty: refuse(connection, .headTimedOut)
        case .body: refuse(connection, .bodyTimedOut)
        case .handler:
            connection.task?.cancel()
            connection.task = nil
            refuse(connection, .handlerTimedOut)
        case .write: checkProgress(connection)
        case .idle, .head, .linger, .closed: drop(connection)
        }
    }

    private func checkProgress(_ connection: Connection) {
        let wanted = context.writeFloor * Int(context.deadlines.writeWindow) / 1_000
        guard connection.progress.acknowledged(on: connection.descriptor) < max(1, wanted) else {
            return startWriteWindow(connection)
        }
        context.report(.answerCut(peer: connection.peer.text))
        drop(connection)
    }
}
