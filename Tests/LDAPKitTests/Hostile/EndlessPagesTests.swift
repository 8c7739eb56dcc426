import LDAPKit
import Testing

/// Servers whose pages lead to further pages (RFC 2696).
@Suite struct EndlessPagesTests {
    /// Answers each question with what `page` says to its number, from 1 on.
    private func paging(_ page: @escaping @Sendable (UInt8) -> (entries: [UInt8], cookie: [UInt8])) throws
        -> HostileServer
    {
        try HostileServer { visit in
            var id: UInt8 = 0
            while !visit.read().isEmpty {
                id &+= 1
                let answer = page(id)
                visit.write(
                    answer.entries + Wire.result(0x65, id: id, controls: Wire.pagedControl(cookie: answer.cookie)))
            }
        }
    }

    private func connection(
        _ server: HostileServer, _ settings: LDAPSettings = Way.settings()
    ) throws -> LDAPConnection { try LDAPConnection.open(to: Way.url(server.port), settings) }

    private let search = LDAPSearch(base: .root, pageSize: 10)

    @Test(.timeLimit(.minutes(2))) func l10_emptyPagesThatLeadToMoreEnd() throws {
        let server = try paging { ([], [$0]) }
        defer { server.stop() }
        let connection = try connection(server), search = search
        let found = try failure { () throws(LDAPFailure) in try connection.search(search) }
        #expect(found.kind == .protocolBroken && !connection.isUsable)
        #expect(server.received.count(of: "1.2.840.113556.1.4.319") == 4)
    }

    @Test(.timeLimit(.minutes(2))) func l10_anEmptyPageThatLeadsToItselfEndsAtOnce() throws {
        let server = try paging { _ in ([], [7]) }
        defer { server.stop() }
        let connection = try connection(server), search = search
        let found = try failure { () throws(LDAPFailure) in try connection.search(search) { _ in true } }
        #expect(found.kind == .protocolBroken)
        #expect(server.received.count(of: "1.2.840.113556.1.4.319") == 2)
    }

    @Test func emptyPagesNowAndThenAreNoHarm() throws {
        let server = try paging { id in
            let isEmpty = id % 4 != 0
            return (isEmpty ? [] : Wire.entry(id: id, "cn=\(id)"), id < 12 ? [id] : [])
        }
        defer { server.stop() }
        let answer = try connection(server).search(search)
        #expect(answer.entries.map(\.dn) == ["cn=4", "cn=8", "cn=12"] && answer.isComplete)
    }

    @Test func l10_allPagesTogetherHaveTheBytesOfOneAnswer() throws {
        let photo = Wire.attribute("jpegPhoto", [[UInt8](repeating: 0xAA, count: 30_000)])
        let server = try paging { (Wire.entry(id: $0, "cn=\($0)", attributes: photo), $0 < 5 ? [$0] : []) }
        defer { server.stop() }
        let small = try connection(server, Way.settings(bytes: 100_000)), search = search
        #expect(try failure { () throws(LDAPFailure) in try small.search(search) }.kind == .tooMuch)
        // Page by page each has them.
        let taken = try connection(server, Way.settings(bytes: 100_000)).search(search) { _ in true }
        #expect(taken.entries == 5)
    }

    @Test(.timeLimit(.minutes(2))) func l10_allPagesTogetherHaveATime() throws {
        // Each entry is in time, and there is always one more.
        let server = try paging { (Wire.entry(id: $0, "cn=\($0)"), [$0, 1]) }
        defer { server.stop() }
        let connection = try connection(server, Way.settings(operation: .milliseconds(100))), search = search
        #expect(try failure { () throws(LDAPFailure) in try connection.search(search) }.kind == .timedOut)
    }
}
