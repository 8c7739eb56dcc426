import Glibc
import HTTPCore
import Threading

/// Counts on which thread it was called.
struct ThreadNames: HTTPHandler {
    private let seen = Locked<[pthread_t: Int]>([:])

    var counts: [Int] { seen.withLock { Array($0.values) } }

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        note()
        return HTTPResponse(status: 200)
    }

    private func note() { seen.withLock { $0[pthread_self(), default: 0] += 1 } }
}
