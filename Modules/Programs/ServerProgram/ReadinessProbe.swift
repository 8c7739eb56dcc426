import IdentityCore

/// Whether the database can be read and written. Monitors may ask as often as they like: the question is put at most
/// once a second, and a database that does not answer in two seconds is not ready.
actor ReadinessProbe {
    private static let freshness = Duration.seconds(1)
    private static let patience = Duration.seconds(2)
    private static let glance = Duration.milliseconds(10)

    private let storage: any Storage
    private var last: (at: ContinuousClock.Instant, isReady: Bool)?
    private var isAsking = false

    init(_ storage: any Storage) { self.storage = storage }

    func isReady() async -> Bool {
        let began = ContinuousClock.now
        if let last, began - last.at < Self.freshness { return last.isReady }
        if !isAsking {
            isAsking = true
            Task { await ask() }
        }
        while isAsking {
            if ContinuousClock.now - began > Self.patience { return false }
            do { try await Task.sleep(for: Self.glance) } catch { return false }
        }
        return last?.isReady ?? false
    }

    private func ask() async {
        var isReady = true
        do throws(ServiceError) { try await storage.probe() } catch { isReady = false }
        last = (ContinuousClock.now, isReady)
        isAsking = false
    }
}
