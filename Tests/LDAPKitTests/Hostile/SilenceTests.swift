import Glibc
import LDAPKit
import Testing

/// Servers that say nothing, or not all: every wait ends by itself.
@Suite struct SilenceTests {
    /// Far more than any of the limits below, far less than for ever.
    private static let patience = Duration.seconds(15)

    private func expectTimeout<Result>(_ body: () throws(LDAPFailure) -> Result) throws {
        let clock = ContinuousClock()
        var found: LDAPFailure?
        let time = try clock.measure { found = try failure(body) }
        #expect(found?.kind == .timedOut, "\(String(describing: found))")
        #expect(time < Self.patience)
    }

    private func connection(_ server: HostileServer) throws -> LDAPConnection {
        try LDAPConnection.open(to: Way.url(server.port), Way.settings(operation: .milliseconds(400)))
    }

    @Test func l10_aServerThatNeverAnswersEndsABind() throws {
        let server = try HostileServer { $0.stayWithoutAWord() }
        defer { server.stop() }
        let connection = try connection(server)
        try expectTimeout { () throws(LDAPFailure) in try connection.bind(dn: "cn=x", password: "y".utf8) }
        #expect(!connection.isUsable)
        #expect(try failure { () throws(LDAPFailure) in try connection.whoAmI() }.kind == .unreachable)
    }

    @Test func l10_anAnswerThatStopsHalfWayEndsABind() throws {
        let server = try HostileServer { visit in
            visit.read()
            visit.write(Array(Wire.result(0x61, id: 1).prefix(5)))
            visit.stayWithoutAWord()
        }
        defer { server.stop() }
        let connection = try connection(server)
        try expectTimeout { () throws(LDAPFailure) in try connection.bind(dn: "cn=x", password: "y".utf8) }
    }

    @Test(arguments: ["ldap", "ldaps"])
    func l10_aServerThatIsSilentAboutTLSEndsAConnect(_ scheme: String) throws {
        let server = try HostileServer { $0.stayWithoutAWord() }
        defer { server.stop() }
        let url = try Way.url(server.port, scheme)
        let settings = Way.settings(tls: LDAPTLSSettings(mode: .startTLS), connect: .milliseconds(1_000))
        let before = processorTime()
        try expectTimeout { () throws(LDAPFailure) in try LDAPConnection.open(to: url, settings) }
        // libldap alone would spin for the whole second.
        #expect(processorTime() - before < .milliseconds(500))
    }

    @Test func l10_aHandshakeInDribsAndDrabsEndsAConnect() throws {
        let server = try HostileServer { visit in
            visit.read()
            visit.write([0x16, 0x03, 0x03, 0x3F, 0xFF])
            while visit.write([0x02]) { usleep(50_000) }
        }
        defer { server.stop() }
        let url = try Way.url(server.port, "ldaps")
        let settings = Way.settings(connect: .milliseconds(600))
        try expectTimeout { () throws(LDAPFailure) in try LDAPConnection.open(to: url, settings) }
    }

    @Test func l10_entriesInDribsAndDrabsEndASearch() throws {
        let server = try HostileServer { visit in
            visit.read()
            while visit.write(Wire.entry(id: 1, "cn=x")) { usleep(50_000) }
        }
        defer { server.stop() }
        let connection = try connection(server)
        try expectTimeout { () throws(LDAPFailure) in try connection.search(LDAPSearch(base: .root)) }
    }

    @Test func aHostWhoseQueueIsFullEndsAConnect() throws {
        let server = try HostileServer(backlog: 0, nil)
        defer { server.stop() }
        // The kernel takes one connection more than it was told to, and then lets callers wait.
        let url = try Way.url(server.port), settings = Way.settings(connect: .milliseconds(500))
        var kept: [LDAPConnection] = []
        while kept.count < 8 {
            do throws(LDAPFailure) { kept.append(try LDAPConnection.open(to: url, settings)) } catch { break }
        }
        try expectTimeout { () throws(LDAPFailure) in try LDAPConnection.open(to: url, settings) }
    }

    private func processorTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
