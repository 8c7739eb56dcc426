import Foundation
import Glibc

/// `Scripts/slapd run`: it stops its server and removes the folder when its input ends, with this object or with the
/// process.
final class SlapdRun {
    let place: Slapd.Place
    /// Its input and its output.
    private let line: Int32
    private let program: Program

    init(folder: String, _ options: Slapd.Options) throws {
        let errors = try Scratch([])
        var ends: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw Program.Failure(description: "no socket pair")
        }
        line = ends[0]
        do {
            defer { close(ends[1]) }
            program = try Program(
                SlapdScript.command("run", folder, options.arguments),
                descriptors: [ends[1], ends[1], errors.descriptor])
        } catch {
            close(ends[0])
            throw error
        }
        var text: [UInt8] = [], byte: UInt8 = 0
        while read(line, &byte, 1) == 1, byte != 0x0A { text.append(byte) }
        guard let report = try? JSONDecoder().decode(SlapdReport.self, from: Data(text)) else {
            close(line)
            _ = program.wait()
            throw Program.Failure(description: "Scripts/slapd did not start: \(errors.text)")
        }
        place = report.place
    }

    deinit {
        close(line)
        _ = program.wait()
    }
}

enum SlapdScript {
    static func command(_ verb: String, _ folder: String, _ arguments: [String] = []) -> [String] {
        ["\(Program.tree)/Scripts/slapd", verb, folder, "--json"] + arguments
    }

    static func call(_ verb: String, _ folder: String, _ arguments: [String] = []) throws {
        try Program.run(command(verb, folder, arguments))
    }
}
