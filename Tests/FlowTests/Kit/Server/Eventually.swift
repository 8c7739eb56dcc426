/// Asks again and again until there is an answer.
/// - Throws: when there is none in time.
func eventually<Value>(
    _ what: String, within limit: Duration = .seconds(20), isolation: isolated (any Actor)? = #isolation,
    _ look: () async throws -> Value?
) async throws -> Value {
    let end = ContinuousClock.now + limit
    while true {
        if let found = try await look() { return found }
        guard ContinuousClock.now < end else { throw ChildProcess.Failure(description: "not in time: \(what)") }
        try await Task.sleep(for: .milliseconds(5))
    }
}
