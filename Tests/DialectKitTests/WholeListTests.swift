import DialectKit
import IdentityCore
import Testing

@Suite struct WholeListTests {
    private static func gather(_ count: Int) async throws(ServiceError) -> [Int] {
        try await WholeList.gather(by: { (number: Int) in number }) { after, limit async throws(ServiceError) in
            let first = after.map { $0 + 1 } ?? 0
            return Array(first..<max(first, min(first + limit, count)))
        }
    }

    @Test(arguments: [0, 1, WholeList.pageSize, WholeList.pageSize + 1, WholeList.maximum])
    func everythingIsThereOnceAndInOrder(_ count: Int) async throws {
        #expect(try await Self.gather(count) == Array(0..<count))
    }

    @Test func aListThatWouldLackSomeIsRefused() async throws {
        await #expect(throws: ServiceError.self) { try await Self.gather(WholeList.maximum + 1) }
    }
}
