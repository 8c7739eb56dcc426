import IdentityCore
import JSONText
import LDAPKit
import SourceSettings

/// Reads the settings of one source and gathers everything that is wrong with them.
struct SettingsReading {
    private var reader: JSONObjectReader

    /// What is wrong with it was told where it was read.
    let isBindSet: Bool

    init(_ object: JSONObject) {
        reader = JSONObjectReader(object)
        isBindSet = object["bind"] != nil
    }

    var problems: [FieldProblem] { reader.problems.map(FieldProblem.init) }

    mutating func read(into settings: inout LDAPSourceConfiguration) {
        servers(&settings)
        bind(&settings)
        places(&settings)
        reader.object("people") { Self.people(&$0, &settings.people) }
        attributes(&settings.attributes)
        reader.object("groups") { Self.groups(&$0, &settings.groups) }
        limits(&settings)
        coherence(&settings)
    }

    private mutating func servers(_ settings: inout LDAPSourceConfiguration) {
        let one = reader.string("url"), several = reader.strings("urls")
        if (one == nil) == (several == nil) {
            reader.report("url", .missing, "Either url names one server, or urls several.")
        }
        for (index, text) in (several ?? one.map { [$0] } ?? []).enumerated() {
            do throws(LDAPURLError) { settings.urls.append(try LDAPURL(text)) } catch {
                let key = several == nil ? "url" : "urls[\(index)]"
                reader.report(key, .badChoice, "\(key) \(error).")
            }
        }
        if several?.isEmpty == true { reader.report("urls", .outOfRange, "urls names no server.") }
        settings.usesStartTLS = reader.bool("startTLS") ?? false
        settings.caFile = reader.string("caFile")
        let allowsPlaintext = reader.bool("allowsPlaintext") ?? false
        let inClear = settings.urls.filter { $0.scheme == .ldap && !settings.usesStartTLS && !$0.isLoopback }
        if !allowsPlaintext, !inClear.isEmpty {
            reader.report(
                several == nil ? "url" : "urls", .badChoice,
                "\(inClear[0]) would carry passwords in clear: set startTLS, or take ldaps://, or set allowsPlaintext.")
        }
    }

    private mutating func places(_ settings: inout LDAPSourceConfiguration) {
        settings.preset = reader.choice("preset", as: DirectoryPreset.Name.self) ?? .openLDAP
        settings.base = reader.name("base") ?? .root
        (settings.people, settings.attributes, settings.groups) = settings.preset.preset.defaults(below: settings.base)
    }

    private mutating func attributes(_ map: inout AttributeMap) {
        reader.object("attributes") { section in
            if let id = section.attribute("id") {
                map.id = id
                map.idFormat = id.text.lowercased() == "objectguid" ? .guid : .text
            }
            map.idFormat = section.choice("idFormat", as: AttributeMap.IDFormat.self) ?? map.idFormat
            map.login = section.attributes("login") ?? map.login
            map.email = section.attributes("email") ?? map.email
            map.displayName = section.attributes("displayName") ?? map.displayName
            map.givenName = section.attributes("givenName") ?? map.givenName
            map.familyName = section.attributes("familyName") ?? map.familyName
            map.memberOf = section.attribute("memberOf") ?? map.memberOf
        }
    }

    private mutating func limits(_ settings: inout LDAPSourceConfiguration) {
        settings.admits = reader.strings("admits") ?? []
        if reader.has("admits"), settings.admits.isEmpty {
            reader.report("admits", .outOfRange, "admits names no group; leave it out to let everybody in.")
        }
        reader.object("timeouts") { section in
            settings.connectTimeout = section.seconds("connectSeconds", in: 1...60) ?? settings.connectTimeout
            settings.operationTimeout = section.seconds("operationSeconds", in: 1...600) ?? settings.operationTimeout
        }
        settings.connections = reader.integer("connections", in: 1...64) ?? settings.connections
        settings.pageSize = reader.integer("pageSize", in: 1...10_000) ?? settings.pageSize
        reader.object("limits") { section in
            settings.maximumEntries = section.integer("entries", in: 1...100_000_000) ?? settings.maximumEntries
            settings.maximumAnswerBytes =
                section.integer("answerBytes", in: 65_536...(1 << 30)) ?? settings.maximumAnswerBytes
        }
    }

    mutating func report(_ key: String, _ kind: JSONProblem.Kind, _ message: String) {
        reader.report(key, kind, message)
    }

    mutating func bind(_ settings: inout LDAPSourceConfiguration) {
        guard let member = reader.value("bind") else { return }
        switch member.stringValue {
        case "external": settings.bind = .external
        case "anonymous": settings.bind = .anonymous
        case .some: report("bind", .badChoice, "bind is \"external\", \"anonymous\", or {dn, passwordFile}.")
        case nil:
            reader.object("bind") { section in
                let name = section.string("dn", required: true) ?? ""
                let file = section.string("passwordFile"), password = section.string("password")
                if (file == nil) == (password == nil) {
                    section.report("passwordFile", .missing, "\(section.path).passwordFile names the password's file.")
                }
                if name.isEmpty, section.has("dn") {
                    section.report("dn", .outOfRange, "\(section.path).dn is empty; for nobody, bind is \"anonymous\".")
                }
                if password?.isEmpty == true {
                    section.report("password", .outOfRange, "An empty password would be no sign-in (RFC 4513 5.1.2).")
                }
                settings.bind = .account(name, file.map { .file($0) } ?? .literal(Secret(password ?? "")))
            }
        }
    }
}
