/// The entry libFuzzer calls with one input: the content of an LDAP message.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let content = Array(UnsafeBufferPointer(start: start, count: count))
    guard let envelope = try? MessageEnvelope(content) else { return 0 }
    precondition(envelope.id > 0)
    for control in envelope.controls { _ = try? PagedResults(decoding: control.value ?? []) }
    guard let request = try? RequestDecoder.decode(envelope.operation) else { return 0 }
    if let name = request.dn { read(name) }
    switch request {
    case .search(let search):
        precondition(String(validating: Array(search.filter.text.utf8), as: UTF8.self) != nil)
        _ = search.attributes.map(AttributeDescription.init)
    case .modify(_, let changes):
        for change in changes { _ = Attribute(change.description, change.values) }
    case .add(_, let attributes):
        for (description, values) in attributes { _ = Attribute(description, values) }
    case .modifyDN(let change):
        read(change.newRDN)
        if let parent = change.newSuperior { read(parent) }
    default: break
    }
    return 0
}

/// A name that is one can be written and read again, and is still the same.
private func read(_ text: String) {
    guard let name = DistinguishedName(text) else { return }
    let written = name.rdns.map(DistinguishedName.text(of:)).joined(separator: ",")
    guard name.rdns.joined().allSatisfy({ String(validating: $0.value, as: UTF8.self) != nil }) else { return }
    precondition(DistinguishedName(written) == name, "\(text) became \(written)")
}
