import FoundationEssentials
import HTTPFetch
import IdentityCore
import JSONText
import OutsideTokens

/// How an issuer is asked about its tokens (RFC 7662).
struct IntrospectionSettings: Sendable {
    enum ClientSecret: Sendable {
        case file(String)
        /// For a draft, whose file the server does not have yet.
        case literal(Secret)
    }

    /// `nil` only together with a problem.
    let address: FetchAddress?
    let client: String
    let secret: ClientSecret
    /// Seconds for which an answer is used again: so long may a token live on that was revoked there.
    let keeps: TimeInterval
    /// Whether a token without a form that tells its issuer is this one's to judge.
    let takesOpaqueTokens: Bool
    /// Whether an answer that names no audience is taken for one for this server.
    let needsNoAudience: Bool

    init(_ section: inout JSONObjectReader) {
        address = section.address("address", required: true)
        client = section.string("client", required: true) ?? ""
        let file = section.string("secretFile"), text = section.string("secret")
        if (file == nil) == (text == nil) {
            section.report("secretFile", .missing, "\(section.path).secretFile names the file of the client's secret.")
        }
        secret = file.map { .file($0) } ?? .literal(Secret(text ?? ""))
        keeps = TimeInterval(section.integer("cacheSeconds", in: 0...300) ?? 30)
        takesOpaqueTokens = section.bool("takesOpaqueTokens") ?? false
        needsNoAudience = section.bool("needsNoAudience") ?? false
    }

    struct Opened: Sendable {
        let settings: IntrospectionSettings
        let address: FetchAddress
        let login: FetchLogin
    }

    func opened(_ files: any SourceFiles) throws(ServiceError) -> Opened {
        guard let address else {
            throw .invalidInput([FieldProblem("introspection.address", .missing, "introspection.address is missing.")])
        }
        let known =
            switch secret {
            case .file(let name): try files.secret(name)
            case .literal(let text): text
            }
        let login = known.reveal { FetchLogin(client: client, secret: $0) }
        return Opened(settings: self, address: address, login: login)
    }
}
