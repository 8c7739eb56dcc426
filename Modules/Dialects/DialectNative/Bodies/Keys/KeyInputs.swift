import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

let keyIDParameter = ParameterDescription("id", .uuid, "The id of a key.")

struct KeySelectorInput: EndpointInput {
    static let description = InputDescription(path: [keyIDParameter])
    let id: AccessKeyID

    init(reading request: inout RequestReader) throws(ServiceError) { id = try request.keyID() }
}

/// One's own keys.
struct OwnKeyListInput: EndpointInput {
    static let description = InputDescription(query: PageRequest.parameters)
    let page: KeyPage

    init(reading request: inout RequestReader) throws(ServiceError) { page = KeyPage(.own, PageRequest(&request)) }
}

struct UserKeyListInput: EndpointInput {
    static let description = InputDescription(path: [userIDParameter], query: PageRequest.parameters)
    let page: KeyPage

    init(reading request: inout RequestReader) throws(ServiceError) {
        page = KeyPage(.user(try request.userSelector()), PageRequest(&request))
    }
}

struct GlobalKeyListInput: EndpointInput {
    static let description = InputDescription(
        query: [ParameterDescription("organization", .string, "Only keys of this organization.")]
            + PageRequest.parameters)
    let page: KeyPage

    init(reading request: inout RequestReader) throws(ServiceError) {
        let organization = request.query("organization").map(OrganizationID.init(rawValue:))
        page = KeyPage(.global(organization), PageRequest(&request))
    }
}

/// One page of a list of keys.
struct KeyPage: Sendable {
    private static let list = "keys"
    private let listing: KeyListing
    private let page: PageRequest

    init(_ listing: KeyListing, _ page: PageRequest) {
        self.listing = listing
        self.page = page
    }

    func read(
        from keys: AccessKeyService, using cursors: PageCursors, as caller: Caller
    ) async throws(ServiceError) -> KeyPageBody {
        var after: AccessKeyPosition?
        if let place = try page.place(in: Self.list, using: cursors) {
            guard let id = AccessKeyID(place.id) else { throw .notFound(.accessKey) }
            after = AccessKeyPosition(key: place.key, id: id)
        }
        let found = try await keys.list(listing, after: after, limit: page.limit, as: caller)
        guard found.count == page.limit, let last = found.last else { return KeyPageBody(keys: found, next: nil) }
        return KeyPageBody(keys: found, next: cursors.text(last.name.key, last.id.description, of: Self.list))
    }
}

extension RequestReader {
    func keyID() throws(ServiceError) -> AccessKeyID {
        try path(as: AccessKeyIDParameter.self, kind: .accessKey).id
    }
}

private struct AccessKeyIDParameter: PathParameter {
    let id: AccessKeyID

    init?(pathSegment: String) {
        guard let id = AccessKeyID(pathSegment) else { return nil }
        self.id = id
    }
}
