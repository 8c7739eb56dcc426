import IdentityCore

/// Lists for clients that name a page by how many items stand before it. Where a page ended is remembered for the next
/// one, so that reading a list to its end costs as much as by positions; any other page is counted through from the
/// beginning. A remembered place is only where to go on: what may be seen is asked anew.
actor NumberedPages<List: Hashable & Sendable, Position: Sendable> {
    struct Place: Hashable, Sendable {
        let list: List
        let skipped: Int
    }

    struct Start: Sendable {
        let position: Position?
        /// Items to pass over behind the position.
        let skipping: Int
    }

    /// Past it everything is forgotten, which costs counting through.
    private let limit = 1_024
    private var positions: [Place: Position] = [:]

    func start(of list: List, skipping skipped: Int) -> Start {
        guard skipped > 0, let position = positions[Place(list: list, skipped: skipped)] else {
            return Start(position: nil, skipping: max(skipped, 0))
        }
        return Start(position: position, skipping: 0)
    }

    func remember(_ position: Position, of list: List, behind skipped: Int) {
        if positions.count >= limit { positions = [:] }
        positions[Place(list: list, skipped: skipped)] = position
    }
}

/// Takes the page that was asked for out of items that come one after the other.
struct PageTaking<Item> {
    private(set) var items: [Item] = []
    private var skipping: Int
    private let limit: Int

    init(skipping: Int, limit: Int) {
        self.skipping = skipping
        self.limit = limit
    }

    var isFull: Bool { items.count >= limit }

    mutating func offer(_ item: Item) {
        guard skipping == 0 else { return skipping -= 1 }
        if !isFull { items.append(item) }
    }
}
