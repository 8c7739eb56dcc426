import FoundationEssentials
package import HTTPFetch
import IdentityCore
import JOSE
package import JSONText

extension IssuerSettings {
    package static let keys: Set<String> = [
        "issuer", "audience", "algorithms", "clockSkewSeconds", "keys", "caFile", "proxy", "timeouts", "limits",
        "claims",
    ]
    /// Those that say who is asked, and how safely.
    package static let addressKeys: Set<String> = ["issuer", "keys", "caFile", "proxy"]

    /// What is wrong is the reader's to keep.
    package init(_ reader: inout JSONObjectReader) {
        self.init()
        readRules(&reader)
        reader.object("keys") { section in
            let address = section.address("address"), file = section.string("pinnedFile")
            if let address { keys = .address(address) }
            if let file { keys = .file(file) }
            if section.has("address"), file != nil {
                section.report("pinnedFile", .badChoice, "Keys have an address, or are pinned in a file; not both.")
            }
            times.refresh = section.seconds("refreshSeconds", in: 10...86_400) ?? times.refresh
            times.keep = section.seconds("keepSeconds", in: 60...2_592_000) ?? times.keep
            times.interval = section.seconds("askAgainSeconds", in: 1...3_600) ?? times.interval
            if times.refresh > times.keep {
                section.report("keepSeconds", .outOfRange, "Keys are kept for as long as refreshSeconds at least.")
            }
        }
        if case .discovery = keys, !rules.issuer.isEmpty {
            do throws(FetchAddress.Problem) { _ = try FetchAddress(rules.issuer) } catch {
                reader.report("issuer", .badChoice, "issuer \(error); or give keys.address or keys.pinnedFile.")
            }
        }
        readWay(&reader)
        reader.object("claims") { claims.read(&$0) }
    }

    private mutating func readRules(_ reader: inout JSONObjectReader) {
        rules.issuer = reader.string("issuer", required: true) ?? ""
        if rules.issuer.contains(where: { $0.isWhitespace }) || rules.issuer.isEmpty, reader.has("issuer") {
            reader.report(
                "issuer", .badChoice, "issuer is the claim iss of the tokens, such as https://id.example.org.")
        }
        rules.audiences = reader.texts("audience") ?? []
        if rules.audiences.isEmpty || rules.audiences.contains("") {
            reader.report("audience", .missing, "audience is the claim aud that tokens for this server have.")
        }
        if let names = reader.strings("algorithms") {
            rules.algorithms = []
            for (index, name) in names.enumerated() {
                guard let algorithm = JWSAlgorithm(rawValue: name), algorithm != .hs512 else {
                    reader.report("algorithms[\(index)]", .badChoice, "An algorithm is RS256, ES256 or EdDSA.")
                    continue
                }
                rules.algorithms.insert(algorithm)
            }
            if names.isEmpty { reader.report("algorithms", .outOfRange, "algorithms names none.") }
        }
        rules.skew = reader.seconds("clockSkewSeconds", in: 0...60) ?? rules.skew
    }

    private mutating func readWay(_ reader: inout JSONObjectReader) {
        fetch.caFile = reader.string("caFile")
        fetch.proxy = reader.string("proxy")
        if let proxy = fetch.proxy, !proxy.hasPrefix("http://"), !proxy.hasPrefix("https://") {
            reader.report("proxy", .badChoice, "proxy looks like http://proxy.example:3128.")
        }
        reader.object("timeouts") { section in
            if let seconds = section.integer("connectSeconds", in: 1...60) { fetch.connectTimeout = .seconds(seconds) }
            if let seconds = section.integer("wholeSeconds", in: 1...60) { fetch.timeout = .seconds(seconds) }
        }
        reader.object("limits") { section in
            fetch.maximumBytes = section.integer("answerBytes", in: 1_024...16_777_216) ?? fetch.maximumBytes
        }
    }
}

extension ClaimMap {
    fileprivate mutating func read(_ section: inout JSONObjectReader) {
        for (key, place) in [
            ("login", \ClaimMap.login), ("email", \.email), ("emailVerified", \.emailVerified),
            ("displayName", \.displayName), ("givenName", \.givenName), ("familyName", \.familyName),
            ("groups", \.groups),
        ] {
            guard let texts = section.texts(key) else { continue }
            let paths = texts.map { ClaimPath($0) }
            if paths.contains(nil) || paths.isEmpty && key == "login" {
                section.report(
                    key, .badChoice, "\(section.path(of: key)) is a claim such as email or realm_access.roles.")
            }
            self[keyPath: place] = paths.compactMap { $0 }
        }
        groupPrefix = section.string("groupPrefix") ?? groupPrefix
    }
}

extension JSONObjectReader {
    /// One text, or several.
    fileprivate mutating func texts(_ key: String) -> [String]? {
        guard let member = value(key) else { return nil }
        return member.stringValue.map { [$0] } ?? strings(key)
    }

    fileprivate mutating func seconds(_ key: String, in range: ClosedRange<Int>) -> TimeInterval? {
        integer(key, in: range).map(TimeInterval.init)
    }

    /// A checked address.
    package mutating func address(_ key: String, required: Bool = false) -> FetchAddress? {
        guard let text = string(key, required: required) else { return nil }
        do throws(FetchAddress.Problem) { return try FetchAddress(text) } catch {
            report(key, .badChoice, "\(path(of: key)) \(error).")
            return nil
        }
    }
}
