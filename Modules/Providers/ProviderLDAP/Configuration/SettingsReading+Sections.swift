import JSONText
import LDAPKit

extension SettingsReading {
    static func people(_ section: inout JSONObjectReader, _ people: inout PeopleSettings) {
        people.base = section.name("base") ?? people.base
        people.scope = section.scope("scope") ?? people.scope
        people.filter = section.filter("filter") ?? people.filter
        people.login = section.attributes("login") ?? people.login
        if let text = section.string("direct") {
            people.direct = directName(text)
            if people.direct == nil {
                section.report(
                    "direct", .badChoice,
                    "\(section.path(of: "direct")) is neither like uid={login},ou=people,dc=example,dc=org "
                        + "nor like {login}@corp.example.")
            }
        }
    }

    private static func directName(_ text: String) -> DirectName? {
        let place = "{\(DirectName.place)}"
        let domain = text.dropFirst(place.count + 1)
        if text.hasPrefix(place + "@"), !domain.isEmpty,
            domain.allSatisfy({ $0.isLetter || $0.isNumber || ".-".contains($0) })
        {
            return .principal(domain: String(domain))
        }
        guard let template = try? DistinguishedNameTemplate(text), template.placeholders == [DirectName.place] else {
            return nil
        }
        return .entry(template)
    }

    static func groups(_ section: inout JSONObjectReader, _ groups: inout GroupSettings) {
        groups.via = section.choice("via", as: GroupSettings.Route.self) ?? groups.via
        groups.base = section.name("base") ?? groups.base
        groups.scope = section.scope("scope") ?? groups.scope
        if let filter = section.filter("filter") {
            groups.filter = filter
            groups.filterIsOwn = true
        }
        groups.name = section.attribute("name") ?? groups.name
        groups.member = section.attributes("member") ?? groups.member
        if let text = section.string("memberIs"), text != "dn" {
            guard let attribute = LDAPAttributeName(text) else {
                section.report(
                    "memberIs", .badChoice, "\(section.path(of: "memberIs")) is dn or an attribute of people.")
                return
            }
            groups.memberIs = .attribute(attribute)
        }
        let nested = section.bool("nested")
        groups.isNested = nested ?? (groups.memberIs == .dn)
        groups.depth = section.integer("depth", in: 1...64) ?? groups.depth
        groups.isInChain = section.bool("inChain") ?? groups.isInChain
        groups.memberOfIsComplete = section.bool("memberOfIsComplete") ?? groups.memberOfIsComplete
        groups.names = section.choice("names", as: GroupSettings.NameReach.self) ?? groups.names
        groups.nameAttribute = section.attribute("dnAttribute") ?? groups.nameAttribute
        if groups.memberIs != .dn {
            groups.isInChain = false
            if nested == true {
                section.report("nested", .badChoice, "Groups that name their members by anything but a DN don't nest.")
            }
        }
    }

    /// What is right by itself and wrong together.
    mutating func coherence(_ settings: inout LDAPSourceConfiguration) {
        switch settings.bind {
        case .none where settings.people.direct == nil && !isBindSet:
            report("bind", .missing, "bind is missing: {dn, passwordFile}, \"external\" or \"anonymous\".")
        case .external where settings.urls.contains { $0.scheme != .ldapi }:
            report("bind", .badChoice, "\"external\" needs a socket of this machine: ldapi://%2Frun%2Fslapd%2Fldapi.")
        default: break
        }
        for (name, base) in [("people", settings.people.base), ("groups", settings.groups.base)] {
            if base.rdns.isEmpty {
                if name == "people" || settings.groups.via != .none {
                    report("base", .missing, "Neither base nor \(name).base says where \(name) are.")
                }
            } else if !base.isWithin(settings.base) {
                report("\(name).base", .badChoice, "\(name).base lies outside of base; write the whole name.")
            }
        }
        if case .entry(let template) = settings.people.direct,
            (try? template.name([DirectName.place: "x"]).isWithin(settings.people.base)) != true
        {
            report("people.direct", .badChoice, "people.direct lies outside of people.base.")
        }
        admission(settings)
    }

    private mutating func admission(_ settings: LDAPSourceConfiguration) {
        guard !settings.admits.isEmpty else { return }
        if settings.groups.via == .none {
            report("admits", .badChoice, "admits needs groups, and groups.via is none.")
        }
        for (index, text) in settings.admits.enumerated() {
            guard let name = GroupNames.dn(text) else { continue }
            if !name.isWithin(settings.groups.base) {
                report("admits[\(index)]", .badChoice, "This group lies outside of groups.base, so nobody is in it.")
            }
        }
    }
}
