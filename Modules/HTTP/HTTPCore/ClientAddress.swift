/// Whom to believe about a client's address: only proxies that are listed, and only in the one field they write.
package struct TrustedProxies: Sendable {
    package enum Field: String, Sendable, CaseIterable {
        case forwardedFor = "x-forwarded-for"
        /// RFC 7239.
        case forwarded = "forwarded"
    }

    private let networks: [IPNetwork]
    private let field: Field

    package init(networks: [IPNetwork] = [], field: Field = .forwardedFor) {
        self.networks = networks
        self.field = field
    }

    package func trusts(_ peer: String) -> Bool {
        guard !networks.isEmpty, let address = IPAddress(peer) else { return false }
        return isListed(address)
    }

    private func isListed(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }

    /// The nearest address that is not a listed proxy, read from the right: what stands further left was written by
    /// somebody we don't know. Anything that is no address ends the reading, so garbage never moves the answer on.
    package func client(of request: HTTPRequest) -> String {
        guard trusts(request.peer) else { return request.peer }
        var nearest = request.peer
        for hop in hops(in: request).reversed() {
            guard let address = IPAddress(hop) else { return nearest }
            nearest = hop
            if !isListed(address) { return nearest }
        }
        return nearest
    }

    /// Whether a listed proxy says that the client spoke TLS to it.
    package func saysSecure(_ request: HTTPRequest) -> Bool {
        guard trusts(request.peer) else { return false }
        switch field {
        case .forwardedFor: return request.fields[single: "x-forwarded-proto"] == "https"
        case .forwarded: return parameters(named: "proto", in: request).last == "https"
        }
    }

    private func hops(in request: HTTPRequest) -> [String] {
        switch field {
        case .forwardedFor:
            request.fields.all("x-forwarded-for").flatMap { line in
                line.split(separator: ",", omittingEmptySubsequences: false).map { Self.bare($0) }
            }
        case .forwarded: parameters(named: "for", in: request).map { Self.bare($0[...]) }
        }
    }

    private func parameters(named name: String, in request: HTTPRequest) -> [String] {
        request.fields.all("forwarded").flatMap { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map { element in
                for pair in element.split(separator: ";") {
                    let parts = pair.split(separator: "=", maxSplits: 1)
                    if parts.count == 2, Self.trim(parts[0]).lowercased() == name { return Self.trim(parts[1]) }
                }
                return ""
            }
        }
    }

    /// Without quotes, brackets and port: `"[2001:db8::1]:4711"` → `2001:db8::1`.
    private static func bare(_ raw: Substring) -> String {
        let text = trim(raw)
        if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
            return String(text[text.index(after: text.startIndex)..<close])
        }
        let colons = text.utf8.filter { $0 == 0x3A }.count
        if colons == 1, let colon = text.firstIndex(of: ":") { return String(text[..<colon]) }
        return text
    }

    private static func trim(_ raw: Substring) -> String {
        var text = raw
        while let first = text.first, first == " " || first == "\t" || first == "\"" { text = text.dropFirst() }
        while let last = text.last, last == " " || last == "\t" || last == "\"" { text = text.dropLast() }
        return String(text)
    }
}
