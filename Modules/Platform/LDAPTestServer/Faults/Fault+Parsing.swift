extension LDAPTestServer.Fault {
    /// Reads `OPERATION:EFFECT[=VALUE]`, behind which `:after=N`, `:times=N` and `:dn=DN` may stand.
    package init(_ text: String) throws(LDAPTestServer.Problem) {
        guard let colon = text.firstIndex(of: ":") else {
            throw Self.problem(text, "it looks like search:delay=2s")
        }
        guard let operation = Operation(rawValue: String(text[..<colon])) else {
            let known = Operation.allCases.map(\.rawValue).joined(separator: ", ")
            throw Self.problem(text, "it begins with one of \(known)")
        }
        var rest = text[text.index(after: colon)...]
        var limits: [String: String] = [:]
        while let (name, value, before) = Self.lastLimit(of: rest) {
            limits[name] = value
            rest = before
        }
        let parts = rest.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        effect = try Self.effect(parts[0], parts.count > 1 ? parts[1] : nil, of: operation, text)
        self.text = text
        self.operation = operation
        if let value = limits["after"] { after = try Self.number(value, text) }
        if let value = limits["times"] { times = try Self.number(value, text) }
        if let value = limits["dn"] {
            guard let name = DistinguishedName(value) else { throw Self.problem(text, "its dn is no DN") }
            dn = name
        }
    }

    /// The one that stands last, cut off: a value before may hold colons itself.
    private static func lastLimit(of text: Substring) -> (name: String, value: String, before: Substring)? {
        var found: (name: String, value: String, before: Substring)?
        for name in ["after", "times", "dn"] {
            guard let range = text.ranges(of: ":\(name)=").last else { continue }
            if let known = found, known.before.endIndex >= range.lowerBound { continue }
            found = (name, String(text[range.upperBound...]), text[..<range.lowerBound])
        }
        return found
    }

    private static func effect(
        _ name: String, _ value: String?, of operation: Operation, _ text: String
    ) throws(LDAPTestServer.Problem) -> Effect {
        let effect: Effect
        switch (name, value) {
        case ("delay", let value?): effect = .delay(try duration(value, text))
        case ("hang", nil): effect = .hang
        case ("drop", nil): effect = .drop
        case ("half", nil): effect = .half
        case ("garbage", nil): effect = .garbage
        case ("result", let value?): effect = try result(value, text)
        case ("diagnostic", let value?): effect = .result(.invalidCredentials, diagnostic: value)
        case ("ad", let value?): effect = .result(.invalidCredentials, diagnostic: activeDirectory(value))
        case ("referral", let value?): effect = .referral(value)
        case ("reference", let value?): effect = .reference(value)
        case ("sizelimit", let value?): effect = .sizeLimit(try number(value, text))
        case ("cut-page", let value?): effect = .cutPage(try number(value, text))
        case ("empty", nil): effect = .empty
        case ("accept-empty-password", nil): effect = .acceptEmptyPassword
        case ("stale", nil): effect = .certificate(.stale)
        case ("wrong-name", nil): effect = .certificate(.wrongName)
        default: throw problem(text, "there is no such effect, or its value is missing or too much")
        }
        guard operations(of: effect, name).contains(operation) else {
            throw problem(text, "\(operation.rawValue) knows no such effect")
        }
        return effect
    }

    private static func operations(of effect: Effect, _ name: String) -> [Operation] {
        switch effect {
        case .delay, .hang, .drop: Operation.allCases
        case .half, .garbage, .referral: Operation.allCases.filter { $0 != .connect && $0 != .tls }
        case .result:
            name == "result" ? Operation.allCases.filter { $0 != .connect && $0 != .tls } : [.bind]
        case .reference, .sizeLimit, .cutPage, .empty: [.search]
        case .acceptEmptyPassword: [.bind]
        case .certificate: [.tls]
        }
    }

    private static func result(_ value: String, _ text: String) throws(LDAPTestServer.Problem) -> Effect {
        let parts = value.split(separator: ",", maxSplits: 1).map(String.init)
        guard let code = parts.first.flatMap({ Int32($0) }), code >= 0 else {
            throw problem(text, "it needs the number of a result code, such as result=51 or result=53,not now")
        }
        return .result(ResultCode(code), diagnostic: parts.count > 1 ? parts[1] : "")
    }

    /// What Active Directory writes when a bind fails; the sub-code tells why.
    private static func activeDirectory(_ subcode: String) -> String {
        "80090308: LdapErr: DSID-0C090449, comment: AcceptSecurityContext error, data \(subcode), v4563"
    }

    private static func number(_ value: String, _ text: String) throws(LDAPTestServer.Problem) -> Int {
        guard let number = Int(value), 0...1_000_000 ~= number else { throw problem(text, "it needs a whole number") }
        return number
    }

    private static func duration(_ value: String, _ text: String) throws(LDAPTestServer.Problem) -> Duration {
        if value.hasSuffix("ms"), let number = Int(value.dropLast(2)), 0...86_400_000 ~= number {
            return .milliseconds(number)
        }
        if value.hasSuffix("s"), let number = Double(value.dropLast()), 0...86_400 ~= number {
            return .milliseconds(Int(number * 1_000))
        }
        throw problem(text, "it needs a time such as 500ms or 2s")
    }

    private static func problem(_ text: String, _ message: String) -> LDAPTestServer.Problem {
        LDAPTestServer.Problem(.fault, "the fault '\(text)' was not understood: \(message)")
    }
}
