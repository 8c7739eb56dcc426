import CommandParsing
import JSONText

/// The one line of JSON that a command ends with.
enum ResultLine {
    static func write(_ members: JSONObject) {
        ProgramOutput.process.standard(String(decoding: JSONValue.object(members).encoded(), as: UTF8.self) + "\n")
    }
}
