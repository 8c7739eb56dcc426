import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import PasswordHashing

/// Reads the file's text and gathers everything that is wrong with it.
struct ConfigurationReading {
    private(set) var configuration: GatehouseConfiguration
    private let folder: String

    /// - Parameter folder: what relative paths in the file are relative to.
    init(folder: String) {
        self.folder = folder
        configuration = GatehouseConfiguration(folder: folder)
    }

    mutating func read(_ object: JSONObject) -> [JSONProblem] {
        var reader = JSONObjectReader(object)
        listen(&reader)
        files(&reader)
        passwords(&reader)
        signIn(&reader)
        proxies(&reader)
        limits(&reader)
        sources(&reader)
        dialects(&reader)
        reader.object("licence") { section in configuration.seats = section.integer("seats", in: 1...1_000_000_000) }
        configuration.mail = reader.object("mail") { mail in .read(&mail, path: path) }
        if let invitations = reader.object("invitations", GatehouseConfiguration.Invitations.read) {
            configuration.invitations = invitations
        }
        publicAddress(&reader)
        configuration.reportOwnIssuers(to: &reader)
        reader.object("log") { log in
            if let level = log.choice("level", as: LogLevel.self) { configuration.logLevel = level.rawValue }
        }
        reader.finish()
        return reader.problems
    }

    private enum LogLevel: String, CaseIterable { case debug, info, warning, error }

    private func path(_ text: String) -> String { text.hasPrefix("/") ? text : "\(folder)/\(text)" }

    private mutating func listen(_ reader: inout JSONObjectReader) {
        let listeners = reader.objects("listen") { listener -> GatehouseConfiguration.Listener in
            let host = listener.string("host", required: true) ?? ""
            let port = listener.integer("port", in: 0...65_535, required: true) ?? 0
            if !host.isEmpty, IPAddress(host) == nil, host != "localhost" {
                listener.report("host", .badChoice, "\(listener.path(of: "host")) is no IPv4 or IPv6 address.")
            }
            return .init(host: host, port: port)
        }
        if let listeners {
            if listeners.isEmpty { reader.report("listen", .outOfRange, "listen names no address.") }
            configuration.listeners = listeners
        }
        configuration.tls = reader.object("tls") { tls in
            .init(
                certificateFile: path(tls.string("certificate", required: true) ?? ""),
                keyFile: path(tls.string("key", required: true) ?? ""))
        }
    }

    private mutating func publicAddress(_ reader: inout JSONObjectReader) {
        guard let text = reader.string("publicAddress") else { return }
        configuration.publicAddress = PublicAddress.checked(text)
        if configuration.publicAddress == nil {
            reader.report(
                "publicAddress", .badChoice, "publicAddress looks like https://id.example.org, with a path or without.")
        }
    }

    private mutating func files(_ reader: inout JSONObjectReader) {
        reader.object("storage") { storage in
            if let file = storage.string("path") { configuration.databaseFile = path(file) }
        }
        reader.object("masterKey") { key in
            if let file = key.string("file") { configuration.masterKeyFile = path(file) }
        }
    }

    private mutating func passwords(_ reader: inout JSONObjectReader) {
        reader.object("passwords") { section in
            var passwords = configuration.passwords
            section.set(&passwords.minimumLength, "minimumLength", in: 8...128)
            section.set(&passwords.threads, "threads", in: 1...64)
            section.set(&passwords.queueLimit, "queueLimit", in: 1...4_096)
            passwords.blockListFile = section.string("blockListFile").map(path)
            section.object("argon2") { argon2 in
                var parameters = passwords.argon2
                argon2.set(&parameters.passes, "passes", in: 1...Int(Int32.max))
                argon2.set(&parameters.memoryKiB, "memoryKiB", in: 1...Int(Int32.max))
                argon2.set(&parameters.lanes, "lanes", in: 1...Int(Int32.max))
                for problem in parameters.problems { argon2.report(problem.field, .outOfRange, problem.message) }
                passwords.argon2 = parameters
            }
            configuration.passwords = passwords
        }
    }

    private mutating func signIn(_ reader: inout JSONObjectReader) {
        reader.object("sessions") { section in
            section.set(&configuration.sessionLifetimeMinutes, "lifetimeMinutes", in: 1...43_200)
        }
        reader.object("signIn") { section in
            var limits = configuration.signIn
            section.set(&limits.failuresPerAccountAndAddress, "failuresPerAccountAndAddress", in: 1...1_000)
            section.set(&limits.failuresPerAddress, "failuresPerAddress", in: 1...1_000_000)
            // NIST SP 800-63B-4 section 3.2.2: at most a hundred in a row.
            section.set(&limits.consecutiveFailures, "consecutiveFailures", in: 1...100)
            if let seconds = section.integer("windowSeconds", in: 1...86_400) { limits.window = Double(seconds) }
            configuration.signIn = limits
        }
    }

    private mutating func proxies(_ reader: inout JSONObjectReader) {
        reader.object("proxies") { section in
            configuration.proxies.addresses = section.strings("addresses") ?? []
            for (index, text) in configuration.proxies.addresses.enumerated() where IPNetwork(text) == nil {
                section.report(
                    "addresses[\(index)]", .badChoice, "This is no address and no network such as 10.0.0.0/8.")
            }
            if let field = section.choice("field", as: TrustedProxies.Field.self) {
                configuration.proxies.field = field.rawValue
            }
        }
    }

    private mutating func limits(_ reader: inout JSONObjectReader) {
        reader.object("limits") { section in
            var limits = configuration.limits
            section.set(&limits.bodyBytes, "bodyBytes", in: 1_024...1_073_741_824)
            section.set(&limits.bodyBytesTogether, "bodyBytesTogether", in: 1_024...1_099_511_627_776)
            section.set(&limits.connections, "connections", in: 1...1_000_000)
            section.set(&limits.connectionsPerAddress, "connectionsPerAddress", in: 1...1_000_000)
            section.set(&limits.headSeconds, "headSeconds", in: 1...600)
            section.set(&limits.bodySeconds, "bodySeconds", in: 1...3_600)
            section.set(&limits.idleSeconds, "idleSeconds", in: 1...86_400)
            section.set(&limits.graceSeconds, "graceSeconds", in: 0...3_600)
            configuration.limits = limits
        }
    }

    private mutating func sources(_ reader: inout JSONObjectReader) {
        let sources = reader.objects("sources") { section -> SourceEntry in
            let id = section.string("id", required: true) ?? "", kind = section.string("kind", required: true) ?? ""
            let sourceKind = SourceKind(rawValue: kind)
            let policy = section.object("policy") { ProvisioningPolicy.read(&$0, of: sourceKind) }
            let settings = section.value("settings") ?? .object(JSONObject())
            return SourceEntry(
                id: SourceID(rawValue: id), kind: sourceKind, policy: policy ?? .standard(for: sourceKind),
                settings: settings)
        }
        guard let sources else { return }
        for (id, entries) in Dictionary(grouping: sources, by: \.id) where entries.count > 1 {
            reader.report("sources", .badChoice, "Two sources are called \(id).")
        }
        if !sources.contains(where: { $0.id == .local }) {
            reader.report("sources", .missing, "The source \"local\" has to be there: administrators sign in with it.")
        }
        sources.reportWays(to: &reader)
        configuration.sources = sources
    }

    private mutating func dialects(_ reader: inout JSONObjectReader) {
        reader.object("dialects") { section in configuration.dialects.read(&section) }
    }
}

extension JSONObjectReader {
    /// Takes the member if it is there and good; what is wrong with it is reported.
    fileprivate mutating func set(_ value: inout Int, _ key: String, in range: ClosedRange<Int>) {
        if let read = integer(key, in: range) { value = read }
    }
}
