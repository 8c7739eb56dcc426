extension LDAPTestServer {
    /// The entries that a directory begins with.
    package struct Fixture: Sendable {
        /// One entry as it was written.
        struct Draft: Sendable {
            let dn: String
            var attributes: [(name: String, values: [[UInt8]])]
            /// Where it stands, for what is wrong with it.
            let place: String
        }

        let drafts: [Draft]

        /// LDIF (RFC 2849) or JSON; JSON begins with a brace.
        package init(_ bytes: [UInt8]) throws(Problem) {
            let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
            let isJSON = bytes.first { !blank.contains($0) } == UInt8(ascii: "{")
            drafts = isJSON ? try JSONFixture(bytes).drafts() : try LDIFReader(bytes).drafts()
            // So that what is wrong is told before anything is opened.
            _ = try tree(at: 0)
        }

        /// - Parameter milliseconds: since 1970-01-01T00:00:00Z; when the entries came to be.
        func tree(at milliseconds: Int64) throws(Problem) -> DirectoryTree {
            var tree = DirectoryTree()
            var names: Set<DistinguishedName> = []
            for draft in drafts {
                guard let dn = DistinguishedName(draft.dn) else { throw draft.problem("its dn is no DN") }
                let attributes = try draft.accepted()
                if dn.isEmpty {
                    tree.rootAttributes = attributes
                    continue
                }
                guard names.insert(dn).inserted else { throw draft.problem("there is such an entry already") }
                guard attributes.contains(where: { $0.description.type.key == AttributeType.objectClass.key }) else {
                    throw draft.problem("an entry needs an objectClass")
                }
                tree.append(dn, attributes, at: milliseconds)
            }
            tree.rebuild()
            for draft in drafts {
                // An entry with nothing above it is the top of a tree; one with a gap above it is a slip of the pen.
                guard let dn = DistinguishedName(draft.dn), tree[key: dn.parentKey] == nil else { continue }
                let ancestor = tree.nearestAncestor(of: dn)
                if !ancestor.isEmpty { throw draft.problem("between it and \(ancestor) an entry is missing") }
            }
            return tree
        }
    }
}

extension LDAPTestServer.Fixture.Draft {
    func problem(_ message: String) -> LDAPTestServer.Problem {
        LDAPTestServer.Problem(.fixture, "\(place), entry '\(dn)': \(message)")
    }

    /// Attributes that come in several places are one.
    fileprivate func accepted() throws(LDAPTestServer.Problem) -> [Attribute] {
        var accepted: [Attribute] = []
        for (name, values) in attributes {
            guard let attribute = Attribute(name, values) else { throw problem("'\(name)' can be no attribute") }
            guard values.allSatisfy({ MatchKey($0, attribute.description.type.syntax) != nil }) else {
                throw problem("a value of \(name) does not have the syntax of the attribute")
            }
            let place = accepted.firstIndex { $0.description.isSame(as: attribute.description) }
            guard let place else {
                accepted.append(attribute)
                continue
            }
            for value in values { accepted[place].append(value) }
        }
        return accepted
    }
}
