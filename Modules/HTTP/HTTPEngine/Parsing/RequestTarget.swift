import HTTPCore

/// The forms of a request target (RFC 9112 section 3.2) and what is left of them for the handler.
enum RequestTarget {
    /// - Origin form is kept as sent.
    /// - `*` is kept with OPTIONS and refused otherwise.
    /// - Absolute form loses scheme and authority. Its authority must equal Host: the RFC lets it win over Host, and
    ///   refusing the difference makes the two the same.
    /// - Parameter target: visible ASCII only, not empty.
    static func read(
        _ target: Slice<UnsafeBufferPointer<UInt8>>, method: HTTPMethod, host: Slice<UnsafeBufferPointer<UInt8>>?
    ) throws(HTTPRefusal) -> String {
        // A fragment is never sent; readers differ in where the path then ends.
        guard !target.contains(0x23) else { throw .malformedTarget }
        if target[target.startIndex] == Bytes.slash { return String(decoding: target, as: UTF8.self) }
        if target.count == 1, target[target.startIndex] == 0x2A, method == .options { return "*" }
        return try stripped(target, host: host)
    }

    private static func stripped(
        _ target: Slice<UnsafeBufferPointer<UInt8>>, host: Slice<UnsafeBufferPointer<UInt8>>?
    ) throws(HTTPRefusal) -> String {
        let start: Int
        if Bytes.equal(target.prefix(7), "http://") {
            start = target.startIndex + 7
        } else if Bytes.equal(target.prefix(8), "https://") {
            start = target.startIndex + 8
        } else {
            throw .malformedTarget
        }
        var end = start
        while end < target.endIndex, target[end] != Bytes.slash, target[end] != 0x3F { end += 1 }
        let authority = target[start..<end]
        guard HostRule.allows(authority) else { throw .malformedTarget }
        if let host {
            guard host.elementsEqual(authority, by: { Bytes.lowered($0) == Bytes.lowered($1) }) else {
                throw .malformedHost
            }
        }
        let rest = String(decoding: target[end...], as: UTF8.self)
        return rest.utf8.first == Bytes.slash ? rest : "/" + rest
    }
}
