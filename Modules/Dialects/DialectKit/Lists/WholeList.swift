package import IdentityCore

/// A list that an API answers in one piece, gathered page by page.
package enum WholeList {
    /// Of one page.
    package static let pageSize = 500
    /// Of one answer: whoever has more asks for a part.
    package static let maximum = 10_000

    /// - Parameters:
    ///   - place: where a page that ends with the element ended.
    ///   - page: reads at most so many behind a place.
    /// - Throws: `unsupported` when there are more than `maximum`: a list that lacks some would pass for the whole.
    package static func gather<Element: Sendable, Position: Sendable>(
        by place: (Element) -> Position,
        _ page: (Position?, Int) async throws(ServiceError) -> [Element]
    ) async throws(ServiceError) -> [Element] {
        var all: [Element] = []
        while true {
            let next = try await page(all.last.map(place), pageSize)
            all += next
            guard all.count <= maximum else {
                throw .unsupported("There are more than \(maximum); ask for a part of them.")
            }
            if next.count < pageSize { return all }
        }
    }
}
