import Glibc
import TestSupport

/// `gatehouse` with a person in front of it: standard input is a terminal, and what it asks can be waited for.
final class TerminalSession {
    let terminal = PseudoTerminal()
    private let child: ChildProcess
    private let prompts = Channel()

    init(_ site: Site, _ arguments: [String]) throws {
        let output = open("\(site.path)/terminal.out", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        child = ChildProcess(
            "gatehouse", arguments, environment: ["GATEHOUSE_DATA=\(site.data)"],
            descriptors: [terminal.device, output, prompts.writing])
        close(output)
        close(prompts.writing)
    }

    /// Waits for the question, then types. What is typed before the question would be thrown away.
    func answer(_ question: String, _ text: String) {
        _ = prompts.read(until: question)
        terminal.type(text)
    }

    func wait() -> Int32 { child.wait() }
}
