import LDAPTestServer
import Testing

@Suite struct LogLimitTests {
    @Test func textsOfAnySizeAreKeptUpTo4KiB() throws {
        let server = try People.server()
        defer { server.stop() }
        let client = try LDAPClient(server.url)
        _ = client.bind("cn=\(String(repeating: "x", count: 100_000))", "y")
        _ = client.search("cn=\(String(repeating: "z", count: 100_000)),\(People.base)")
        for operation in ["bind", "search"] {
            let entry = try #require(server.log.last { $0.operation == operation })
            #expect((4_000...4_200).contains(entry.dn?.utf8.count ?? 0), "\(operation)")
        }
    }
}
