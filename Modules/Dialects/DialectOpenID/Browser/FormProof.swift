import FoundationEssentials
import HTTPCore
import IdentityCore
import JSONText

/// What a form of ours carries in its address, so that it needs no memory here: the request that it is a part of, when it
/// was made, and a mark that only we can make and that is good only beside the cookie of the browser it was sent to. Another
/// site can make a browser send a form, but knows no mark for it (OWASP ASVS 3.5.1).
struct FormProof: Sendable {
    /// What a form is for; a mark for one is worth nothing for another.
    enum Purpose: String { case signIn = "sign-in", password, device, logout }

    private static let purpose = "openid-form"
    private static let lifetime: TimeInterval = 1_800
    private static let cookieBytes = 16

    private let tagging: any MessageTagging
    private let random: any RandomSource
    private let clock: any Clock

    init(tagging: any MessageTagging, random: any RandomSource, clock: any Clock) {
        self.tagging = tagging
        self.random = random
        self.clock = clock
    }

    func newCookie() -> String { Base64URLText.encode(random.bytes(Self.cookieBytes)) }

    /// - Parameter fields: what the form goes on with.
    func code(_ purpose: Purpose, in realm: String, cookie: String, fields: [(String, String)]) -> String {
        let members = [
            ("for", JSONValue.string(purpose.rawValue)), ("realm", .string(realm)),
            ("at", .integer(Int64(clock.now().timeIntervalSince1970))),
            ("fields", .object(JSONObject(fields.map { ($0.0, .string($0.1)) }))),
        ]
        let payload = Base64URLText.encode(JSONValue.object(JSONObject(members)).encoded())
        let tag = tagging.tag(for: Self.bytes(payload, cookie), purpose: Self.purpose)
        return "\(payload).\(Base64URLText.encode(tag))"
    }

    /// - Returns: the fields; `nil` for a code that is not good here, or not any more.
    func fields(
        of code: String, _ purpose: Purpose, in realm: String, cookie: String?
    ) -> [String: String]? {
        let parts = code.split(separator: ".", omittingEmptySubsequences: false)
        guard let cookie, !cookie.isEmpty, parts.count == 2, let tag = Base64URLText.decode(parts[1]),
            tagging.verify(tag, for: Self.bytes(String(parts[0]), cookie), purpose: Self.purpose),
            let payload = Base64URLText.decode(parts[0]),
            case .object(let members)? = try? JSONParser.parse(payload, options: .strict),
            members["for"]?.stringValue == purpose.rawValue, members["realm"]?.stringValue == realm,
            let made = members["at"]?.integerValue, case .object(let fields)? = members["fields"]
        else { return nil }
        let age = clock.now().timeIntervalSince1970 - TimeInterval(made)
        guard (-60...Self.lifetime).contains(age) else { return nil }
        return Dictionary(
            fields.members.compactMap { member in member.value.stringValue.map { (member.key, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    private static func bytes(_ payload: String, _ cookie: String) -> [UInt8] {
        // The cookie has a fixed alphabet without a point.
        Array("\(cookie).\(payload)".utf8)
    }
}
