/// The entry libFuzzer calls with one input: a template of a filter or of a name, a zero byte, and a value for its
/// places. The first byte chooses between the two.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 2 else { return 0 }
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    let halves = input[1...].split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let text = String(decoding: halves[0], as: UTF8.self)
    let value = halves.count > 1 ? String(decoding: halves[1], as: UTF8.self) : "x"
    if input[0] & 1 == 0 { readFilter(text, value) } else { readName(text, value) }
    return 0
}

/// A value must not change the shape of a filter: what it gives is a template without places.
private func readFilter(_ text: String, _ value: String) {
    guard let template = try? LDAPFilterTemplate(text) else { return }
    let values = Dictionary(uniqueKeysWithValues: template.placeholders.map { ($0, value) })
    guard !value.isEmpty, let filter = try? template.filter(values) else { return }
    for sign in "()*" {
        precondition(filter.text.count { $0 == sign } == text.count { $0 == sign })
    }
    guard filter.text.utf8.count <= 8_192 else { return }
    // Braces in the value read as places of the second template; nothing else differs.
    if !value.contains("{"), !value.contains("}") {
        guard let again = try? LDAPFilterTemplate(filter.text) else { preconditionFailure("the filter is none") }
        precondition(again.placeholders.isEmpty)
    }
}

/// A value must not add a step to a name, and a name is read again as it was written.
private func readName(_ text: String, _ value: String) {
    if let name = try? DistinguishedName(text) {
        let written = name.rdns.map(\.text).joined(separator: ",")
        if written.utf8.count <= 8_192 {
            guard let again = try? DistinguishedName(written) else { preconditionFailure("the name is none") }
            precondition(again == name && again.canonical.utf8.elementsEqual(name.canonical.utf8))
        }
        precondition(name.isWithin(.root) && name.isWithin(name))
    }
    guard !value.isEmpty, let template = try? DistinguishedNameTemplate(text) else { return }
    let places = template.placeholders
    guard let plain = try? template.name(Dictionary(uniqueKeysWithValues: places.map { ($0, "x") })),
        let filled = try? template.name(Dictionary(uniqueKeysWithValues: places.map { ($0, value) }))
    else { return }
    precondition(filled.rdns.map { $0.parts.map(\.type) } == plain.rdns.map { $0.parts.map(\.type) })
}
