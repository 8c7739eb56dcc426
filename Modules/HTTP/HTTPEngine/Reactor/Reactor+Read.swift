import HTTPCore

extension Reactor {
    func shakeHands(_ connection: Connection) {
        guard let tls = connection.tls else { return }
        switch tls.handshake() {
        case .done:
            enter(.head, connection, for: context.deadlines.head)
            watch(connection, Poller.readable)
            // The first request may have come in the same packet.
            receive(connection)
        case .wantsRead: watch(connection, Poller.readable)
        case .wantsWrite: watch(connection, Poller.writable)
        case .failed(let reason): failHandshake(connection, reason)
        }
    }

    func failHandshake(_ connection: Connection, _ reason: String) {
        LiveCounters.count(context.counters.failedHandshakes)
        context.report(.tlsFailed(reason: reason, peer: connection.peer.text))
        drop(connection)
    }

    func receive(_ connection: Connection) {
        repeat {
            switch connection.receive(into: input) {
            case .moved(let count):
                feed(
                    connection,
                    UnsafeBufferPointer(start: input.assumingMemoryBound(to: UInt8.self).baseAddress, count: count))
            case .blocked: return
            case .ended, .failed: return drop(connection)
            }
        } while connection.phase.isReading && connection.tls?.hasPending == true
    }

    private func feed(_ connection: Connection, _ bytes: UnsafeBufferPointer<UInt8>) {
        guard connection.pending.isEmpty else {
            connection.pending.append(contentsOf: bytes)
            return parsePending(connection)
        }
        let used = advance(connection, bytes)
        if used < bytes.count, connection.phase != .closed, connection.phase != .linger {
            connection.pending = Array(bytes[used...])
        }
        settle(connection)
    }

    /// Goes on with what was received earlier.
    func parsePending(_ connection: Connection) {
        var bytes: [UInt8] = []
        swap(&bytes, &connection.pending)
        let used = bytes.withUnsafeBufferPointer { advance(connection, $0) }
        if used < bytes.count, connection.phase != .closed, connection.phase != .linger {
            if used > 0 { bytes.removeFirst(used) }
            connection.pending = bytes
        }
        settle(connection)
    }

    /// Parses and answers as many requests as are whole and as the client's reading allows.
    /// - Returns: how many bytes were used.
    private func advance(_ connection: Connection, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var position = 0
        do throws(HTTPRefusal) {
            while connection.phase.isReading {
                if connection.head == nil {
                    guard try readHead(connection, bytes, &position) else { break }
                }
                position += try connection.body.feed(UnsafeBufferPointer(rebasing: bytes[position...]))
                try connection.charge?.grow(to: connection.body.body.count)
                guard connection.body.isComplete else {
                    awaitBody(connection)
                    break
                }
                dispatch(connection)
            }
        } catch {
            refuse(connection, error)
        }
        return position
    }

    /// - Returns: whether a head is there now.
    private func readHead(
        _ connection: Connection, _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int
    ) throws(HTTPRefusal) -> Bool {
        // Empty lines change no deadline: neither that of a connection's first head, nor that between two requests.
        guard try skipLineEnds(bytes, &position) else { return false }
        let rest = UnsafeBufferPointer(rebasing: bytes[position...])
        guard let length = try connection.scanner.scan(rest, limits: context.limits) else {
            if connection.phase != .head { enter(.head, connection, for: context.deadlines.head) }
            return false
        }
        let head = try HeadParser.parse(UnsafeBufferPointer(rebasing: rest[..<length]), limits: context.limits)
        position += length
        if head.framing != .none {
            connection.body = BodyDecoder(head.framing, limit: context.limits.bodyBytes)
            connection.charge = BodyCharge(context.bodyBudget)
        }
        connection.form = ResponseWriter.Form(
            isHead: head.method == .head, minorVersion: head.minorVersion, keepsAlive: head.keepsAlive)
        connection.head = head
        return true
    }

    /// Empty lines before a request are ignored (RFC 9112 section 2.2).
    /// - Returns: whether a request begins at `position`.
    private func skipLineEnds(
        _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int
    ) throws(HTTPRefusal) -> Bool {
        while position < bytes.count {
            if bytes[position] == Bytes.lineFeed { throw .bareLineFeed }
            guard bytes[position] == Bytes.carriageReturn else { return true }
            guard position + 1 < bytes.count else { return false }
            guard bytes[position + 1] == Bytes.lineFeed else { throw .malformedRequestLine }
            position += 2
        }
        return false
    }

    private func awaitBody(_ connection: Connection) {
        guard connection.phase != .body else { return }
        enter(.body, connection, for: context.deadlines.body)
        // All limits of the head have passed, the announced length among them.
        if connection.head?.expectsContinue == true, connection.body.body.isEmpty {
            ResponseWriter.append("HTTP/1.1 100 Continue\r\n\r\n", into: &staging)
        }
    }

    /// Swallows what a client still sends after its last answer.
    func swallow(_ connection: Connection) {
        switch connection.swallow(into: input) {
        case .moved, .blocked: break
        case .ended, .failed: drop(connection)
        }
    }
}
