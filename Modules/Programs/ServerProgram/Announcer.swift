import CommandParsing
import Composition
import IdentityCore
import JSONText

/// What the server says on standard output at its start; the log goes to standard error.
struct Announcer: Sendable {
    let printsJSON: Bool

    func initialized(_ made: DataFolder.Initialization) {
        let password = made.generatedPassword?.reveal { $0 }
        if printsJSON {
            var line: JSONObject = ["event": "initialized", "login": .string(made.adminLogin)]
            line["password"] = password.map(JSONValue.string)
            write(line)
        } else {
            print("A new Gatehouse was made; its configuration is \(made.configurationFile).")
            print("Administrator: \(made.adminLogin)")
            if let password { print("Password:      \(password)    (shown this once)") }
        }
    }

    func listening(_ addresses: [String]) {
        if printsJSON {
            write(["event": "listening", "addresses": .array(addresses.map(JSONValue.string))])
        } else {
            for address in addresses { print("Listening on \(address)") }
        }
    }

    private func write(_ line: JSONObject) {
        print(String(decoding: JSONValue.object(line).encoded(), as: UTF8.self))
    }

    /// At once, also when standard output is a pipe that somebody waits at.
    private func print(_ line: String) { ProgramOutput.process.standard(line + "\n") }
}
