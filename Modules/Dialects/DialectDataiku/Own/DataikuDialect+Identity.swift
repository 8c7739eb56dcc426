import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension DataikuDialect {
    /// Who a proof stands for, and tickets in its place.
    func identityEndpoints(_ table: inout EndpointTable) {
        let tickets = services.tickets, resolve = services.resolver
        table.on(.get, "/auth/info", .signedIn, "Who the caller is", errors: .dataiku) {
            (input: AuthInfoInput, caller) async throws(ServiceError) in
            try await info(of: caller, withSecrets: input.withSecrets)
        }
        table.on(.post, "/auth/ticket", .signedIn, "Ask for a ticket", errors: .dataiku) {
            (_: AnyBodyInput, caller) async throws(ServiceError) in
            let ticket = try await tickets.issue(as: caller)
            return JSONAnswer(["ticket": .string(ticket.reveal { $0 })])
        }
        table.on(
            .post, "/auth/info-from-browser-headers", .signedIn, "Who a browser's request stands for", errors: .dataiku
        ) { (input: BrowserHeadersInput, caller) async throws(ServiceError) in
            let person = try await resolve.caller(
                input.claim(in: self), of: BrowserHeadersInput.request, from: caller.origin)
            return try await info(of: person, withSecrets: input.withSecrets)
        }
        table.on(
            .post, "/auth/ticket-from-browser-headers", .signedIn, "A ticket for a browser's request", errors: .dataiku
        ) { (input: BrowserHeadersInput, caller) async throws(ServiceError) in
            let person = try await resolve.caller(
                input.claim(in: self), of: BrowserHeadersInput.request, from: caller.origin)
            return JSONAnswer(message: try await tickets.issue(as: person).reveal { $0 })
        }
    }

    private func info(of caller: Caller, withSecrets: Bool) async throws(ServiceError) -> JSONAnswer {
        var info: JSONObject = [:]
        switch caller.principal {
        case .globalKey(let holder):
            let entries = try await services.groups.directory(as: caller)
            var own: Set<GroupID> = []
            if case .groups(let groups) = holder.key.owner { own = groups }
            info["authIdentifier"] = .string(holder.key.id.description)
            info["groups"] = .array(
                entries.filter { own.contains($0.group.id) }.map { .string(WireName.wire($0.path)) })
        default:
            let user = try caller.requireAccount().user
            let groups = try await services.groups.groups(of: .id(user.id), as: caller).filter { $0.origin != nil }
            info["authIdentifier"] = .string(WireName.wire(user.login.display))
            info["userLogin"] = .string(WireName.wire(user.login.display))
            info["groups"] = .array(groups.map { .string(WireName.wire($0.place.path)) })
        }
        if withSecrets {
            let revealed = try await services.secrets.revealAll(as: caller)
            info["secrets"] = .array(
                revealed.map { item in
                    ["key": .string(item.item.binding.name), "value": .string(item.secret.reveal { $0 })]
                })
        }
        return JSONAnswer(object: info)
    }
}

private let withSecretsParameter = ParameterDescription("withSecrets", .string, "True for one's own secrets in clear.")

struct AuthInfoInput: EndpointInput {
    static let description = InputDescription(query: [withSecretsParameter])
    let withSecrets: Bool

    init(reading request: inout RequestReader) throws(ServiceError) { withSecrets = request.flag("withSecrets") }
}

/// Nothing is read of the body, if there is one.
struct AnyBodyInput: EndpointInput {
    static let description = InputDescription(form: .json)

    init(reading request: inout RequestReader) throws(ServiceError) { request.body.takeAll() }
}

/// The fields of a request that a browser has sent to somebody who passes them on.
struct BrowserHeadersInput: EndpointInput {
    static let description = InputDescription(query: [withSecretsParameter], form: .json)
    let withSecrets: Bool
    private let fields: HTTPFields

    init(reading request: inout RequestReader) throws(ServiceError) {
        withSecrets = request.flag("withSecrets")
        let wanted: Set<String> = ["authorization", "x-dku-apiticket"]
        fields = HTTPFields(
            try request.wholeObject().members.compactMap { member in
                guard wanted.contains(member.key.lowercased()), let text = member.value.stringValue else { return nil }
                return (member.key, text)
            })
    }

    /// One in which no proxy vouches for anybody: only the proof among the fields counts.
    static let request = HTTPRequest(.get, "/")

    /// - Throws: `unauthenticated` when there is no proof among them.
    func claim(in dialect: DataikuDialect) throws(ServiceError) -> CallerClaim {
        let claim = dialect.claim(in: HTTPRequest(.get, "/", fields: fields))
        if case .nothing = claim { throw .unauthenticated }
        return claim
    }
}
