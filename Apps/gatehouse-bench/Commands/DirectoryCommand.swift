import CommandParsing
import JSONText
import LDAPKit

struct DirectoryCommand: Command {
    static let declaration = CommandDeclaration(
        path: ["directory"],
        summary: "Sign users of a directory in over bare connections, and ask for their groups, in a loop",
        options: [
            .value("url", "URL", "where the directory answers", required: true),
            .value("reader", "DN", "who looks people up", required: true),
            .value("reader-password-file", "FILE", "its password", required: true, .file),
            .value("people", "DN", "where people are", required: true),
            .value("groups", "DN", "where groups are", required: true),
            .value("users", "N", "users, `user1` and on, whose password is the login and `-secret`", required: true),
            .value(
                "connections", "N", "how many sign in at once, each with a connection for either side", required: true),
            .value("seconds", "N", "how long", required: true),
        ])

    private let url: LDAPURL
    private let reader: String
    private let passwordFile: String
    private let people: DistinguishedName
    private let groups: DistinguishedName
    private let users: Int
    private let connections: Int
    private let seconds: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        func dn(_ option: String) throws(UsageError) -> DistinguishedName {
            do throws(DistinguishedNameError) { return try DistinguishedName(arguments.required(option)) } catch {
                throw UsageError("--\(option) \(error)")
            }
        }
        do throws(LDAPURLError) { url = try LDAPURL(arguments.required("url")) } catch {
            throw UsageError("--url \(error)")
        }
        reader = arguments.required("reader")
        passwordFile = arguments.required("reader-password-file")
        people = try dn("people")
        groups = try dn("groups")
        users = try arguments.integer("users", in: 1...10_000_000) ?? 1
        connections = try arguments.integer("connections", in: 1...256) ?? 1
        seconds = try arguments.integer("seconds", in: 1...600) ?? 1
    }

    func run(in context: Void) async throws {
        let password = try InputLine.read(passwordFile) { ProgramOutput.process.error($0 + "\n") }
        let place = BareDirectoryLogins.Place(
            url: url, reader: reader, readerPassword: Array(password.utf8), people: people, groups: groups)
        let (users, connections) = (users, connections)
        let watch = Stopwatch(), end = ContinuousClock.now + .seconds(seconds)
        let count = try await LoopThreads.sum(connections, named: "directory") { first in
            let logins = try BareDirectoryLogins(place)
            var count = 0
            while ContinuousClock.now < end {
                let login = "user\((first + count * connections) % users + 1)"
                try logins.signIn(login, password: "\(login)-secret")
                count += 1
            }
            return count
        }
        ResultLine.write([
            "logins": .integer(Int64(count)), "seconds": .number(watch.seconds),
            "processorSeconds": .number(watch.processorSeconds),
        ])
    }
}
