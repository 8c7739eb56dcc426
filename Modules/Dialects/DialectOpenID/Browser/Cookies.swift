import HTTPCore
import IdentityCore

/// The two cookies of our pages (RFC 6265): the session, and what binds a form to the browser before there is one. With
/// TLS they have the prefix that ties them to this host and to safe connections; scripts never see them, and other sites'
/// forms do not carry them.
struct Cookies: Sendable {
    enum Name: String { case session = "gatehouse-session", form = "gatehouse-form" }

    private let values: [String: String]
    private let isSecure: Bool

    /// - Parameter isSecure: whether browsers reach us over TLS, be it that a proxy ends it.
    init(_ request: HTTPRequest, isSecure: Bool) {
        self.isSecure = isSecure
        var values: [String: String] = [:], repeated: Set<String> = []
        for line in request.fields.all("cookie") {
            for pair in line.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2 else { continue }
                let name = String(parts[0].drop { $0 == " " })
                if values.updateValue(String(parts[1]), forKey: name) != nil { repeated.insert(name) }
            }
        }
        // Two of a name: somebody planted one, and nobody knows which.
        self.values = values.filter { !repeated.contains($0.key) }
    }

    subscript(_ name: Name) -> String? { values[key(name)].flatMap { $0.isEmpty ? nil : $0 } }

    /// Lives as long as the browser.
    func set(_ name: Name, _ value: String) -> (name: String, value: String) {
        ("Set-Cookie", "\(key(name))=\(value); \(attributes)")
    }

    func clear(_ name: Name) -> (name: String, value: String) {
        ("Set-Cookie", "\(key(name))=; Max-Age=0; \(attributes)")
    }

    private var attributes: String { "Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")" }

    /// The prefix demands `Secure`, which a browser does not take over plain HTTP.
    private func key(_ name: Name) -> String { (isSecure ? "__Host-" : "") + name.rawValue }
}
