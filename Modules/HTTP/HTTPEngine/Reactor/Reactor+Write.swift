import Glibc
import HTTPCore

extension Reactor {
    /// Writes an answer into the batch, and the batch to the socket when it is large enough.
    func stage(_ connection: Connection, _ response: HTTPResponse) {
        let response = EngineAnswer.checked(response)
        var form = connection.form
        if stopDeadline != nil { form.keepsAlive = false }
        let result = ResponseWriter.writeHead(of: response, form: form, date: date.bytes, into: &staging)
        if result.droppedFields > 0 {
            context.report(.fieldsDropped(count: result.droppedFields, peer: connection.peer.text))
        }
        connection.isClosing = !result.keepsAlive
        enter(.idle, connection, for: context.deadlines.idle)
        if result.carriesBody, response.body.count >= Self.largeBody {
            connection.boundSendQueue()
            flush(connection, body: response.body)
        } else {
            if result.carriesBody { staging.append(contentsOf: response.body) }
            // While earlier answers wait for room no batch is collected: reading goes on only with nothing to write.
            let isFull = staging.count >= Self.batchSize
            if isFull || connection.isClosing || !connection.output.isEmpty { flush(connection) }
        }
    }

    /// The engine's own error answer; the connection ends with it.
    func refuse(_ connection: Connection, _ refusal: HTTPRefusal) {
        LiveCounters.count(context.counters.refusedRequests)
        context.report(.requestRefused(refusal, peer: connection.peer.text))
        // Before the head is understood there is no form; afterwards its own holds, for HEAD above all.
        if connection.head == nil, connection.phase != .handler { connection.form.isHead = false }
        connection.form.keepsAlive = false
        connection.head = nil
        connection.body = BodyDecoder(.none, limit: 0)
        connection.charge = nil
        connection.pending = []
        stage(connection, EngineAnswer.problem(status: refusal.status))
    }

    /// Ends the work on one connection: nothing stays in the batch, and epoll watches what is needed next.
    func settle(_ connection: Connection) {
        if !staging.isEmpty { flush(connection) }
        if connection.phase.isReading { watch(connection, Poller.readable) }
    }

    /// Writes the batch and then `body`; keeps what the kernel doesn't take and stops reading until it has.
    private func flush(_ connection: Connection, body: [UInt8] = []) {
        defer { staging.removeAll(keepingCapacity: true) }
        guard connection.phase != .closed else { return }
        var sent = 0
        // Behind what waits already there is nothing to try.
        while connection.output.isEmpty, sent < staging.count {
            let result = staging.withUnsafeBytes { connection.send(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
            guard case .moved(let count) = result else {
                guard case .blocked = result else { return drop(connection) }
                break
            }
            sent += count
        }
        if sent < staging.count { staging.withUnsafeBytes { connection.output.keep(batch: $0[sent...]) } }
        connection.output.keep(body: body)
        drain(connection)
        guard connection.phase != .closed else { return }
        if connection.output.isEmpty { return flushed(connection) }
        connection.boundSendQueue()
        // Answers before the one at the handler: they go out meanwhile, and the client's time to take them begins when
        // they hold that one back.
        if connection.phase == .handler { return watch(connection, Poller.writable) }
        connection.phase = .write
        startWriteWindow(connection)
        watch(connection, Poller.writable)
    }

    /// While a handler is at work: writes what waits. More requests are left in the kernel, and so is the end of a
    /// client's sending: behind its last request it may well wait for the answer.
    func continueBesideHandler(_ connection: Connection) {
        drain(connection)
        guard connection.phase != .closed else { return }
        watch(connection, connection.output.isEmpty ? 0 : Poller.writable)
    }

    /// The kernel has room again.
    func continueWriting(_ connection: Connection) {
        drain(connection)
        guard connection.phase != .closed, connection.output.isEmpty else { return }
        // An answer from before the stop has promised more, but nothing more has come.
        if stopDeadline != nil, connection.head == nil, connection.pending.isEmpty { connection.isClosing = true }
        // A request whose body is still on its way may stand behind the answer.
        if connection.head == nil {
            enter(.idle, connection, for: context.deadlines.idle)
        } else {
            enter(.body, connection, for: context.deadlines.body)
        }
        flushed(connection)
        goOn(connection)
    }

    private func drain(_ connection: Connection) {
        switch connection.output.drain(connection.send) {
        case .moved(let count): connection.progress.note(written: count)
        case .blocked: break
        case .ended, .failed: drop(connection)
        }
    }

    private func flushed(_ connection: Connection) {
        guard connection.isClosing else { return }
        // Closing at once would reset a client that is still sending, and it might never see the answer.
        connection.tls?.sayGoodbye()
        shutdown(connection.descriptor, Int32(SHUT_WR))
        connection.pending = []
        enter(.linger, connection, for: context.deadlines.linger)
        watch(connection, Poller.readable)
    }

    func startWriteWindow(_ connection: Connection) {
        connection.progress.startWindow(on: connection.descriptor)
        connection.deadline = now + context.deadlines.writeWindow
    }
}
