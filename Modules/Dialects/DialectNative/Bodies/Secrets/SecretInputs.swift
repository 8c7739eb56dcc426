import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

private let nameParameter = ParameterDescription(
    "name", .string, "The name of the secret or the key of the connection, percent-encoded.")

struct OwnSecretInput: EndpointInput {
    static let description = InputDescription(path: [nameParameter])
    let name: String

    init(reading request: inout RequestReader) throws(ServiceError) { name = try request.secretName(at: 0) }
}

struct UserSecretInput: EndpointInput {
    static let description = InputDescription(path: [userIDParameter, nameParameter])
    let owner: SecretOwner
    let name: String

    init(reading request: inout RequestReader) throws(ServiceError) {
        owner = .user(try request.userSelector())
        name = try request.secretName(at: 1)
    }
}

struct KeepOwnSecretBody: EndpointInput {
    static let description = InputDescription(path: [nameParameter], body: KeptSecret.shape)
    let kept: KeptSecret

    init(reading request: inout RequestReader) throws(ServiceError) {
        kept = KeptSecret(try request.secretName(at: 0), &request)
    }
}

struct KeepUserSecretBody: EndpointInput {
    static let description = InputDescription(path: [userIDParameter, nameParameter], body: KeptSecret.shape)
    let owner: SecretOwner
    let kept: KeptSecret

    init(reading request: inout RequestReader) throws(ServiceError) {
        owner = .user(try request.userSelector())
        kept = KeptSecret(try request.secretName(at: 1), &request)
    }
}

/// A secret as it is put here.
struct KeptSecret: Sendable {
    static let shape = ObjectShape(
        "KeepSecret",
        [
            .init("value", .string, required: true, "The secret itself, 1 to 65536 bytes of UTF-8."),
            .init(
                "detail", .object(ObjectShape(anyMembersNamed: "SecretDetail")),
                "What is no secret, for example the user name beside a password; lists show it."),
        ])
    private let name: String
    private let value: Secret
    private let detail: String?

    fileprivate init(_ name: String, _ request: inout RequestReader) {
        self.name = name
        value = Secret(request.body.string("value", required: true) ?? "")
        let given = request.body.value("detail")
        detail = given.map { String(decoding: $0.encoded(), as: UTF8.self) }
        if let given, given.objectValue == nil {
            request.report(FieldProblem("detail", .malformed, "detail is \(given.kindName); an object was expected."))
        }
    }

    func command(_ purpose: SealBinding.Purpose) -> KeepSecret {
        KeepSecret(purpose: purpose, name: name, secret: value, detail: detail)
    }
}

struct OwnSecretListInput: EndpointInput {
    static let description = InputDescription(query: PageRequest.parameters)
    let page: SecretPage

    init(reading request: inout RequestReader) throws(ServiceError) {
        page = SecretPage(.caller, PageRequest(&request))
    }
}

struct UserSecretListInput: EndpointInput {
    static let description = InputDescription(path: [userIDParameter], query: PageRequest.parameters)
    let page: SecretPage

    init(reading request: inout RequestReader) throws(ServiceError) {
        page = SecretPage(.user(try request.userSelector()), PageRequest(&request))
    }
}

/// One page of a list of secrets.
struct SecretPage: Sendable {
    private let owner: SecretOwner
    private let page: PageRequest

    fileprivate init(_ owner: SecretOwner, _ page: PageRequest) {
        self.owner = owner
        self.page = page
    }

    func read(
        _ purpose: SealBinding.Purpose, from secrets: SecretService, using cursors: PageCursors, as caller: Caller
    ) async throws(ServiceError) -> SecretPageBody {
        let list = "secrets \(purpose.rawValue)"
        let place = try page.place(in: list, using: cursors)
        let found = try await secrets.list(purpose, of: owner, after: place?.key, limit: page.limit, as: caller)
        guard found.count == page.limit, let last = found.last else { return SecretPageBody(items: found, next: nil) }
        return SecretPageBody(items: found, next: cursors.text(last.binding.name, "", of: list))
    }
}

extension RequestReader {
    fileprivate func secretName(at place: Int) throws(ServiceError) -> String {
        try path(place, as: SecretNameParameter.self, kind: .secret).name
    }
}

private struct SecretNameParameter: PathParameter {
    let name: String

    init?(pathSegment: String) { name = pathSegment }
}
