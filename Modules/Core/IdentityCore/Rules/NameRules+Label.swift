extension NameRules {
    package static let maximumLabelBytes = 63

    /// A DNS label: ASCII letters, digits and dashes, no dash at either end (RFC 1035 section 2.3.1; a digit may come
    /// first after RFC 1123 section 2.1).
    package static func problem(inLabel raw: String, field: String) -> FieldProblem? {
        guard !raw.isEmpty else { return FieldProblem(field, .missing, "\(field) is empty.") }
        guard raw.utf8.count <= maximumLabelBytes else {
            return FieldProblem(field, .outOfRange, "\(field) has at most \(maximumLabelBytes) characters.")
        }
        let isFit = raw.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
            default: false
            }
        }
        guard isFit, raw.utf8.first != 0x2D, raw.utf8.last != 0x2D else {
            return FieldProblem(
                field, .malformed, "\(field) is made of the letters a to z, digits and dashes, no dash at either end.")
        }
        return nil
    }
}
