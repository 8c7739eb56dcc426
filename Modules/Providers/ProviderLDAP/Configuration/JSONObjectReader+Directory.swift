import JSONText
import LDAPKit

/// What settings say in the words of a directory: names, filters, attributes.
extension JSONObjectReader {
    mutating func name(_ key: String) -> DistinguishedName? {
        guard let text = string(key) else { return nil }
        do throws(DistinguishedNameError) { return try DistinguishedName(text) } catch {
            report(key, .badChoice, "\(path(of: key)) \(error).")
            return nil
        }
    }

    mutating func filter(_ key: String) -> LDAPFilter? {
        guard let text = string(key) else { return nil }
        do throws(LDAPTemplateError) { return try LDAPFilterTemplate(text).filter([String: String]()) } catch {
            report(key, .badChoice, "\(path(of: key)) is no filter such as (objectClass=person): \(error).")
            return nil
        }
    }

    mutating func attribute(_ key: String) -> LDAPAttributeName? {
        guard let text = string(key) else { return nil }
        return checked(text, key)
    }

    /// One name, or several of which the first with a value counts.
    mutating func attributes(_ key: String) -> [LDAPAttributeName]? {
        guard let member = value(key) else { return nil }
        if let text = member.stringValue { return checked(text, key).map { [$0] } }
        guard let texts = strings(key) else { return nil }
        if texts.isEmpty { report(key, .outOfRange, "\(path(of: key)) names no attribute.") }
        return texts.compactMap { checked($0, key) }
    }

    private mutating func checked(_ text: String, _ key: String) -> LDAPAttributeName? {
        if let name = LDAPAttributeName(text) { return name }
        report(key, .badChoice, "\(path(of: key)) is no name of an attribute such as uid.")
        return nil
    }

    mutating func scope(_ key: String) -> LDAPSearch.Scope? {
        enum Scope: String, CaseIterable { case one, subtree }
        return choice(key, as: Scope.self).map { $0 == .one ? .oneLevel : .subtree }
    }

    mutating func seconds(_ key: String, in range: ClosedRange<Int>) -> Duration? {
        integer(key, in: range).map { .seconds($0) }
    }
}
