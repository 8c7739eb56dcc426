import LDAPKit
import TestSupport
import Testing
import Threading

@Suite struct PoolTests {
    private let directory: Slapd

    init() throws { directory = try Slapd.shared() }

    @Test func connectionsAreKept() async throws {
        let pool = try Pools.make(directory, nil, LDAPPoolSettings(seats: 1))
        defer { pool.close() }
        for _ in 0..<5 { #expect(try await Pools.signIn(pool, "ann", "ann-secret")) }
        #expect(try await !Pools.signIn(pool, "ann", "wrong"))
        #expect(pool.counters.current.connects == 2)
        // One sign-in of the service, then a search and a bind each.
        #expect(pool.counters.current.operations == 1 + 6 * 2)
        #expect(pool.failure == nil)
    }

    @Test func theNextServerIsUsedWhenTheFirstIsAway() async throws {
        let gone = try HostileServer { _ in }
        let url = try Way.url(gone.port)
        gone.stop()
        let pool = try Pools.make(directory, [url, directory.url()])
        defer { pool.close() }
        #expect(try await Pools.signIn(pool, "ann", "ann-secret"))
        #expect(pool.failure == nil)
    }

    @Test func aPasswordIsSentOnce() async throws {
        let server = try HostileServer { visit in
            visit.read()
            visit.write(Wire.result(0x61, id: 1, code: 49))
            // The second one is taken, and no answer comes.
            visit.read()
        }
        defer { server.stop() }
        let pool = try Pools.make(directory, [Way.url(server.port)], LDAPPoolSettings(seats: 1), as: .anonymous)
        defer { pool.close() }
        let bind: @Sendable (LDAPSeat) throws(LDAPFailure) -> Bool = { seat throws(LDAPFailure) in
            try seat.bind(dn: "cn=x", password: "once-4711".utf8).isSuccess
        }
        #expect(try await !pool.run(bind))
        let found = try await failure { () async throws(LDAPFailure) in try await pool.run(bind) }
        #expect(found.kind == .unreachable)
        #expect(server.received.count(of: "once-4711") == 2)
    }

    @Test func aFullPoolSaysSo() async throws {
        let server = try HostileServer { $0.stayWithoutAWord() }
        defer { server.stop() }
        let pool = LDAPPool(
            Way.settings([try Way.url(server.port)], operation: .seconds(2)), as: .anonymous,
            limits: LDAPPoolSettings(seats: 1, queueLimit: 1))
        defer { pool.close() }
        let kinds = await withTaskGroup(of: LDAPFailure.Kind?.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    do throws(LDAPFailure) {
                        try await pool.run { seat throws(LDAPFailure) in
                            try seat.asService { connection throws(LDAPFailure) in _ = try connection.whoAmI() }
                        }
                        return nil
                    } catch { return error.kind }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(kinds.contains(.saturated) && kinds.contains(.timedOut), "\(kinds)")
        #expect(kinds.allSatisfy { $0 == .saturated || $0 == .timedOut })
    }

    @Test func aRefusedServiceIsTheAdministratorsToMend() async throws {
        let pool = try Pools.make(
            directory, as: .simple(dn: "cn=reader,ou=services,dc=example,dc=org") { Array("wrong".utf8) })
        defer { pool.close() }
        let found = try await failure { () async throws(LDAPFailure) in
            try await Pools.signIn(pool, "ann", "ann-secret")
        }
        #expect(found.kind == .answer(.invalidCredentials) && found.step == .serviceBind && !found.meansUnavailable)
        let empty = try Pools.make(directory, as: .simple(dn: "cn=reader,ou=services,dc=example,dc=org") { [] })
        defer { empty.close() }
        let l05 = try await failure { () async throws(LDAPFailure) in try await Pools.signIn(empty, "ann", "ann-secret")
        }
        #expect(l05.kind == .notSent && l05.step == .serviceBind)
    }

    @Test func aRefusedServiceIsNotSignedInByEveryJob() async throws {
        let server = try HostileServer { visit in
            visit.read()
            visit.write(Wire.result(0x61, id: 1, code: 49))
            visit.stayWithoutAWord()
        }
        defer { server.stop() }
        let pool = try Pools.make(
            directory, [Way.url(server.port)], LDAPPoolSettings(seats: 4, refusalPause: .seconds(600)),
            as: .simple(dn: "cn=reader,dc=example,dc=org") { Array("wrong-4711".utf8) })
        defer { pool.close() }
        let kinds = await withTaskGroup(of: LDAPFailure?.self) { group in
            for _ in 0..<40 { group.addTask { await Pools.failure(pool, "ann", "ann-secret") } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(kinds.allSatisfy { $0?.kind == .answer(.invalidCredentials) && $0?.step == .serviceBind }, "\(kinds)")
        // Those that were on their way together, and no more.
        #expect(1...4 ~= server.received.count(of: "wrong-4711"))
        let before = server.received.count(of: "wrong-4711"), refused = pool.counters.current.refusedAtOnce
        for _ in 0..<10 { _ = await Pools.failure(pool, "ann", "ann-secret") }
        #expect(server.received.count(of: "wrong-4711") == before)
        #expect(pool.counters.current.refusedAtOnce == refused + 10)
        // A user signs in without the service.
        let isUserIn = try await pool.run { seat throws(LDAPFailure) in
            try seat.bind(dn: "uid=ann,dc=example,dc=org", password: "ann-secret".utf8).isSuccess
        }
        #expect(!isUserIn && server.received.count(of: "ann-secret") == 1)
    }

    @Test func aServiceWhosePasswordWasMendedIsSignedInAfterThePause() async throws {
        let isMended = Locked(false)
        let pool = try Pools.make(
            directory, nil, LDAPPoolSettings(seats: 2, refusalPause: .milliseconds(50)),
            as: .simple(dn: directory.place.reader.dn) {
                Array((isMended.withLock { $0 } ? "reader-secret" : "wrong").utf8)
            })
        defer { pool.close() }
        #expect(await Pools.failure(pool, "ann", "ann-secret")?.kind == .answer(.invalidCredentials))
        isMended.withLock { $0 = true }
        let limit = ContinuousClock.now + .seconds(20)
        while await Pools.failure(pool, "ann", "ann-secret") != nil {
            try #require(ContinuousClock.now < limit)
            try await Task.sleep(for: .milliseconds(5))
        }
        let refused = pool.counters.current.refusedAtOnce
        for _ in 0..<5 { #expect(try await Pools.signIn(pool, "ann", "ann-secret")) }
        #expect(pool.counters.current.refusedAtOnce == refused)
    }

    @Test func aClosedPoolTakesNothing() async throws {
        let pool = try Pools.make(directory)
        pool.close()
        let found = try await failure { () async throws(LDAPFailure) in
            try await Pools.signIn(pool, "ann", "ann-secret")
        }
        #expect(found.kind == .stopped)
    }
}
