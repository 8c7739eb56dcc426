import JSONText

/// How a request becomes an answer, and what faults make of it.
extension Connection {
    /// - Returns: whether the connection goes on.
    func serve(_ exchange: Exchange) -> Bool {
        var entry = exchange.entry(number)
        entry.identity = identity?.text ?? ""
        entry.isEncrypted = transport.isEncrypted
        guard let tag = exchange.tag else {
            core.log.append(entry)
            if case .unbind = exchange.request { return false }
            // An abandoned operation was answered before this was read: one goes after the other here.
            return true
        }
        if case .extended(OID.control, let value) = exchange.request, !core.options.isExposed {
            transport.write(AnswerEncoder.result(control(value), id: exchange.id, tag: tag))
            return true
        }
        let operation = LDAPTestServer.Fault.Operation(rawValue: exchange.request.name) ?? .any
        let faults = core.faults.meet(operation, dn: exchange.request.dn)
        entry.faults = faults.map(\.text)
        let isLate = outlasts(exchange, faults)
        let isUnanswered = faults.contains { $0.effect.leavesUnanswered }
        // At once: who waits for an answer in vain can still be seen to wait.
        if isUnanswered { core.log.append(entry) }
        guard !isHeldUp(isLate ? [] : faults), !isUnanswered else {
            if !isUnanswered { core.log.append(entry) }
            return false
        }
        var answer = outcome(exchange, faults)
        if isLate { answer = Answer(LDAPResult(.timeLimitExceeded)) }
        entry.result = answer.result.code
        entry.diagnostic = answer.result.diagnostic
        if case .search = exchange.request { entry.entries = answer.entries.count }
        entry.milliseconds = (ContinuousClock.now - exchange.began) / .milliseconds(1)
        core.log.append(entry)
        guard deliver(answer, exchange, tag, faults) else { return false }
        if case .extended(OID.startTLS, _) = exchange.request, answer.result.code == .success {
            return startTLS(id: exchange.id)
        }
        return true
    }

    /// Waits out the time limit of a search that is delayed beyond it.
    private func outlasts(_ exchange: Exchange, _ faults: [LDAPTestServer.Fault]) -> Bool {
        guard case .search(let search) = exchange.request, search.timeLimit > 0 else { return false }
        var delay = Duration.zero
        for case .delay(let duration) in faults.map(\.effect) { delay += duration }
        guard delay > .seconds(search.timeLimit) else { return false }
        transport.pause(.seconds(search.timeLimit))
        return true
    }

    private func outcome(_ exchange: Exchange, _ faults: [LDAPTestServer.Fault]) -> Answer {
        for fault in faults {
            switch fault.effect {
            case .result(let code, let diagnostic):
                if case .bind = exchange.request { identity = nil }
                return Answer(LDAPResult(code, diagnostic))
            case .referral(let url):
                if case .bind = exchange.request { identity = nil }
                var result = LDAPResult(.referral)
                result.referrals = [url]
                return Answer(result)
            default: break
            }
        }
        do throws(Refusal) { return try perform(exchange, faults) } catch { return Answer(error.result) }
    }

    /// - Returns: whether the connection goes on.
    private func deliver(
        _ answer: Answer, _ exchange: Exchange, _ tag: BERTag, _ faults: [LDAPTestServer.Fault]
    ) -> Bool {
        var bytes: [UInt8] = []
        let isCut = faults.contains { cuts($0.effect, exchange) }
        // Half of the page, so that the client has something in its hands when the connection ends.
        let entries = isCut ? answer.entries.prefix(answer.entries.count / 2) : answer.entries[...]
        for entry in entries { bytes += AnswerEncoder.entry(entry, id: exchange.id) }
        for url in answer.references { bytes += AnswerEncoder.reference(url, id: exchange.id) }
        let result = isCut ? [] : AnswerEncoder.result(answer, id: exchange.id, tag: tag)
        for fault in faults {
            switch fault.effect {
            case .half:
                transport.write(bytes + result.prefix(result.count / 2))
                transport.pause(nil)
                return false
            case .garbage:
                transport.write(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
                return false
            default: break
            }
        }
        transport.write(bytes + result)
        return !isCut && !transport.hasEnded
    }

    private func cuts(_ effect: LDAPTestServer.Fault.Effect, _ exchange: Exchange) -> Bool {
        guard case .cutPage(let page) = effect, case .search(let search) = exchange.request,
            let value = exchange.control(OID.pagedResults)?.value, let paging = try? PagedResults(decoding: value),
            let cookie = try? PageCookie(paging.cookie, of: search)
        else { return false }
        return cookie.page == page
    }

    private func control(_ value: [UInt8]?) -> Answer {
        var answer: Answer
        do throws(LDAPTestServer.Problem) {
            let done = try ControlLine(String(decoding: value ?? [], as: UTF8.self)).perform(on: core)
            answer = Answer(.success)
            answer.responseValue = done.json.encoded()
        } catch { answer = Answer(LDAPResult(.unwillingToPerform, error.message)) }
        answer.responseName = OID.control
        return answer
    }
}
