/// What can be asked of a running server, by a line on the standard input of `serve-test` or by an extended operation.
struct ControlLine {
    private enum Wish {
        case reset, clear, faults, log, clearLog
        case fault(LDAPTestServer.Fault)
    }

    private let wish: Wish

    init(_ line: String) throws(LDAPTestServer.Problem) {
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        switch (words.first ?? "", words.count) {
        case ("reset", 1): wish = .reset
        case ("clear", 1): wish = .clear
        case ("faults", 1): wish = .faults
        case ("log", 1): wish = .log
        case ("clear-log", 1): wish = .clearLog
        case ("fault", 2): wish = .fault(try LDAPTestServer.Fault(words[1]))
        default:
            throw LDAPTestServer.Problem(
                .control, "there is no such line; there are: reset, fault FAULT, clear, faults, log, clear-log")
        }
    }

    func perform(on core: ServerCore) -> LDAPTestServer.ControlAnswer {
        switch wish {
        case .reset: core.reset()
        case .clear: core.faults.replace(with: [])
        case .clearLog: core.log.clear()
        case .fault(let fault): core.faults.add(fault)
        case .faults: return .faults(core.faults.faults.map(\.text))
        case .log: return .log(core.log.entries)
        }
        return .done
    }
}
