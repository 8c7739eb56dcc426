import Glibc
import HTTPCore
import Synchronization

extension Reactor {
    /// Starts the handler for the request that is whole now.
    func dispatch(_ connection: Connection) {
        guard let head = connection.head.take() else { return }
        let request = HTTPRequest(
            head.method, head.target, fields: head.fields, body: connection.body.take(), peer: connection.peer.text,
            isSecure: connection.tls != nil)
        lastSerial += 1
        handled.wrappingAdd(1, ordering: .relaxed)
        let ticket = Ticket(slot: connection.slot, serial: lastSerial)
        connection.serial = lastSerial
        starting = ticket
        let task = Task.immediate { [self, handler, charge = connection.charge.take()] in
            let response = await handler.respond(to: request)
            charge?.giveBack()
            complete(ticket, response)
        }
        starting = nil
        if let answer = immediateAnswer {
            immediateAnswer = nil
            stage(connection, answer)
        } else {
            connection.task = task
            connection.phase = .handler
            connection.deadline = context.deadlines.handler.map { Self.clock() + $0 } ?? .max
        }
    }

    /// Called by the request's task, on whatever thread it ended.
    private func complete(_ ticket: Ticket, _ response: HTTPResponse) {
        // On the reactor's own thread only while `dispatch` starts a handler; another request's task may run there
        // too, when it was waiting for an actor that the new one has just left.
        if pthread_equal(pthread_self(), thread) != 0, starting == ticket {
            immediateAnswer = response
        } else {
            inbox.post(response, for: ticket)
        }
    }

    func emptyInbox() {
        let content = inbox.take()
        // After the stop nothing closes what is idle, so a sibling's late arrival must not become a connection.
        for arrival in content.arrivals { if content.shouldStop { giveBack(arrival) } else { take(arrival) } }
        for (ticket, response) in content.answers { deliver(response, for: ticket) }
        if content.shouldStop { beginStop() }
    }

    /// An answer that came later: its connection goes on where it stopped.
    private func deliver(_ response: HTTPResponse, for ticket: Ticket) {
        guard let connection = connections[ticket.slot], connection.serial == ticket.serial,
            connection.phase == .handler
        else { return LiveCounters.count(context.counters.lateAnswers) }
        connection.task = nil
        stage(connection, response)
        goOn(connection)
    }

    /// Back to reading: first what is here already, then what OpenSSL holds, then what epoll tells.
    func goOn(_ connection: Connection) {
        if connection.phase.isReading, !connection.pending.isEmpty {
            parsePending(connection)
        } else {
            settle(connection)
        }
        if connection.phase.isReading, connection.tls?.hasPending == true { receive(connection) }
    }
}
