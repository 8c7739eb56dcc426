import Foundation
import Threading

/// A real OpenLDAP in a process of its own, made by `Scripts/slapd` with its people, groups and certificates, on ports
/// of 127.0.0.1 that were free. It and its folder go with the object, and also when the tests are killed.
///
/// Every password of the fixture is the name and `-secret`: see ``password(of:)``.
package final class Slapd: Sendable {
    package let options: Options
    /// How it is reached; the same before and after a restart.
    package let place: Place
    private let run: Locked<SlapdRun?>

    /// - Throws: `Program.Failure`, when slapd is missing or doesn't start.
    package static func start(_ options: Options = Options()) throws -> Slapd { try Slapd(options) }

    private init(_ options: Options) throws {
        self.options = options
        let name = UUID().uuidString.prefix(13)
        let run = try SlapdRun(folder: "\(NSTemporaryDirectory())gatehouse-slapd-\(name)", options)
        place = run.place
        self.run = Locked(run)
    }

    deinit { stop() }

    /// Ends it and removes its folder. Twice is no harm.
    package func stop() {
        _ = run.withLock { run in
            defer { run = nil }
            return run
        }
    }

    /// Ends it in the middle of whatever it does (SIGKILL); its ports then refuse. ``restart(certificate:)`` brings it back.
    package func kill() throws { try SlapdScript.call("stop", place.folder, ["--keep", "--kill"]) }

    /// Starts it again on the same ports with what it held, after it was ended if it runs.
    /// - Parameter certificate: what it shows from now on; `nil`: what it showed.
    package func restart(certificate: Certificate? = nil) throws {
        try SlapdScript.call("stop", place.folder, ["--keep"])
        try SlapdScript.call("start", place.folder, certificate.map { ["--certificate", $0.rawValue] } ?? [])
    }

    /// Brings people and groups back to what they were at first, through a restart.
    package func reset() throws { try SlapdScript.call("reset", place.folder) }

    /// Changes entries as the directory's administrator, through its socket.
    /// - Parameter changes: LDIF change records (RFC 2849); without `changetype`, entries to add.
    package func apply(_ changes: String) throws {
        try Program.run(
            [
                "ldapmodify", "-a", "-x", "-H", place.socketURL, "-D", place.admin.dn, "-y", place.admin.passwordFile,
            ], input: Array(changes.utf8))
    }

    /// What each sign-in, search and answer looked like to the server (slapd's `stats` log) since it last started.
    package func log() throws -> String { try String(contentsOfFile: place.log, encoding: .utf8) }

    /// The password of a person or an account of the fixture.
    package static func password(of name: String) -> String { "\(name)-secret" }
}
