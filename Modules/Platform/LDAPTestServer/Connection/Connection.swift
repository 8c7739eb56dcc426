/// One client, served a request at a time on a thread of its own.
final class Connection {
    let number: Int
    let transport: Transport
    let core: ServerCore
    private let reader: MessageReader
    /// Who is bound; `nil` for anonymous.
    var identity: DistinguishedName?

    init(_ number: Int, _ transport: Transport, _ core: ServerCore) {
        self.number = number
        self.transport = transport
        self.core = core
        reader = MessageReader(transport)
    }

    /// Until one of the two has enough.
    func run(isEncrypted: Bool) {
        guard !isHeldUp(core.faults.meet(.connect, dn: nil)) else { return }
        if isEncrypted, !startTLS(id: 0) { return }
        while true {
            switch reader.next() {
            case .message(let content): if !serve(content) { return }
            case .end: return
            case .malformed: return refuse("the bytes are no LDAP message")
            }
        }
    }

    /// - Returns: whether the connection goes on.
    private func serve(_ content: [UInt8]) -> Bool {
        let began = ContinuousClock.now, at = core.options.now()
        do throws(BERProblem) {
            let envelope = try MessageEnvelope(content)
            let tag = OperationTag.answer(to: envelope.operation.tag)
            let request: LDAPRequest
            do throws(BERProblem) {
                guard let decoded = try RequestDecoder.decode(envelope.operation) else {
                    throw BERProblem("there is no such operation")
                }
                request = decoded
            } catch {
                // What can be answered is answered under its own number, and the connection goes on.
                guard let tag else { throw error }
                noteMalformed(envelope.id, error.message, at: at)
                transport.write(
                    AnswerEncoder.result(
                        Answer(LDAPResult(.protocolError, error.message)), id: envelope.id, tag: tag))
                return !transport.hasEnded
            }
            let exchange = Exchange(
                id: envelope.id, request: request, controls: envelope.controls, tag: tag, began: began, at: at)
            return serve(exchange) && !transport.hasEnded
        } catch {
            refuse(error.message)
            return false
        }
    }

    /// Says why the connection ends (RFC 4511 section 4.4.1).
    private func refuse(_ reason: String) {
        noteMalformed(0, reason, at: core.options.now())
        transport.write(AnswerEncoder.disconnection(.protocolError, reason))
    }

    private func noteMalformed(_ id: Int32, _ reason: String, at: Int64) {
        var entry = LDAPTestServer.LogEntry(at: at, connection: number, messageID: id, operation: "malformed")
        entry.detail = reason
        entry.isEncrypted = transport.isEncrypted
        entry.result = .protocolError
        core.log.append(entry)
    }

    /// Faults that come before anything else.
    /// - Returns: whether they end the connection.
    func isHeldUp(_ faults: [LDAPTestServer.Fault]) -> Bool {
        for fault in faults {
            switch fault.effect {
            case .delay(let duration): transport.pause(duration)
            case .hang: transport.pause(nil)
            case .drop: return true
            default: break
            }
        }
        return transport.hasEnded
    }

    /// - Returns: whether TLS is on; otherwise the connection is of no more use.
    func startTLS(id: Int32) -> Bool {
        let faults = core.faults.meet(.tls, dn: nil)
        var kind = LDAPTestServer.Fault.Certificate.good
        for case .certificate(let wanted) in faults.map(\.effect) { kind = wanted }
        var entry = LDAPTestServer.LogEntry(
            at: core.options.now(), connection: number, messageID: id, operation: "tls")
        entry.faults = faults.map(\.text)
        guard !isHeldUp(faults) else {
            core.log.append(entry)
            return false
        }
        let context: TLSContext
        do throws(LDAPTestServer.Problem) { context = try core.certificates.context(kind) } catch {
            entry.detail = error.message
            core.log.append(entry)
            return false
        }
        entry.detail = transport.startTLS(context)
        entry.isEncrypted = transport.isEncrypted
        core.log.append(entry)
        return transport.isEncrypted
    }
}
