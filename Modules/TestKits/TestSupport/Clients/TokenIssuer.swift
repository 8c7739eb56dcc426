import Foundation

/// A foreign issuer of tokens, Tests/Clients/token_issuer.py: it signs whatever it is told, and serves its keys well or
/// badly.
package final class TokenIssuer {
    package enum Behaviour: String, Sendable {
        case well, redirect, huge, slow, late, error, garbage, silent
    }

    package let process: ClientProcess
    package let address: String

    /// - Parameters:
    ///   - certificate: its file, with the key beside it with `.key` behind the name; `nil` for plain HTTP.
    ///   - port: `nil` for one of the system's choice.
    package init(certificate: String? = nil, port: Int? = nil) throws {
        process = try ClientProcess(
            "token_issuer.py",
            (certificate.map { ["--certificate", $0, "--key", "\($0).key"] } ?? [])
                + (port.map { ["--port", "\($0)"] } ?? []))
        address = "\(certificate == nil ? "http" : "https")://127.0.0.1:\(process.port)"
    }

    package func stop() { process.stop() }

    @discardableResult
    private func order(_ name: String, _ members: [String: Any]) throws -> [String: Any] {
        var order = members
        order["do"] = name
        let text = String(decoding: try JSONSerialization.data(withJSONObject: order), as: UTF8.self)
        let answer = try JSONSerialization.jsonObject(with: Data(try process.order(text).utf8)) as? [String: Any] ?? [:]
        if let problem = answer["problem"] { throw Program.Failure(description: "the issuer: \(problem)") }
        return answer
    }

    /// - Parameters:
    ///   - key: by its name, which says of what sort it is: `rsa1`, `weak1`, `ec1`, `ed1`.
    ///   - header: beside `kid`; a member that is `NSNull` is left out.
    ///   - algorithm: `none` and `HS256` too, the latter with the public key as the secret.
    package func mint(
        _ claims: [String: Any], key: String = "rsa1", header: [String: Any] = [:], algorithm: String? = nil
    ) throws -> String {
        var members: [String: Any] = ["key": key, "claims": claims, "header": header]
        members["algorithm"] = algorithm
        return try order("mint", members)["token"] as? String ?? ""
    }

    /// - Parameter keys: names, or whole JWKs.
    package func publish(_ keys: [Any]) throws { try order("publish", ["keys": keys]) }

    /// The key set as it is served.
    package func keySet() throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: try order("jwks", [:])), as: UTF8.self)
    }

    /// - Parameter members: in the place of those that the discovery document has; `NSNull` leaves one out.
    package func discover(_ members: [String: Any]) throws { try order("discover", members) }

    package func behave(_ how: Behaviour, at path: String = "/jwks") throws {
        try order("behave", ["path": path, "how": how.rawValue])
    }

    /// How often the path was asked for.
    package func count(of path: String = "/jwks") throws -> Int {
        (try order("counts", [:])["counts"] as? [String: Int])?[path] ?? 0
    }

    /// Everything that was asked, as text.
    package func requests() throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: try order("requests", [:])), as: UTF8.self)
    }

    /// Whom introspection answers; anybody unless told.
    package func client(_ name: String, secret: String) throws {
        try order("client", ["name": name, "secret": secret])
    }

    package func introspect(_ token: String, as answer: [String: Any]) throws {
        try order("introspect", ["token": token, "answer": answer])
    }
}
