import Testing

@Suite struct ReactorStopTests {
    /// A sibling may have accepted it just before it heard of the stop itself.
    @Test func aConnectionHandedOverAfterTheStopIsClosedAtOnce() async throws {
        let lone = try LoneReactor()
        try await onThread {
            lone.announce()
            lone.start()
            lone.stop()
            #expect(eventually { (try? RawClient(lone.port)) == nil })
            let client = try lone.handOver()
            #expect(try client.isClosedWithoutAnswer())
            #expect(eventually { lone.hasEnded })
            #expect(lone.openConnections == 0)
        }
    }
}
