import DialectKit
import IdentityCore

/// How much of a list is asked for, and from where on.
struct PageRequest: Sendable {
    static let parameters = [
        ParameterDescription("limit", .integer, "Items a page, 1 to 1000; 100 unless told."),
        ParameterDescription("cursor", .string, "`next` of the page before."),
    ]

    let limit: Int
    private let cursor: String?

    init(_ request: inout RequestReader) {
        limit = request.queryInteger("limit", in: 1...1_000, default: 100)
        cursor = request.query("cursor")
    }

    /// Where the page before ended; `nil` for the first page.
    /// - Throws: `invalidInput` for a cursor that was not made for this list.
    func place(
        in list: String, using cursors: PageCursors
    ) throws(ServiceError) -> (key: String, id: String)? {
        guard let cursor else { return nil }
        guard let place = cursors.place(cursor, of: list) else {
            throw .invalidInput([FieldProblem("cursor", .malformed, "This cursor was not made for this list.")])
        }
        return place
    }
}

extension PageRequest {
    /// The same for a list of users by login.
    func userPosition(in list: String, using cursors: PageCursors) throws(ServiceError) -> UserPosition? {
        guard let place = try place(in: list, using: cursors), let id = UserID(place.id) else { return nil }
        return UserPosition(value: .text(place.key), id: id)
    }
}
