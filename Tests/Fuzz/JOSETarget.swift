import FoundationEssentials
import JSONText

/// The entry libFuzzer calls with one input: a token, or a set of keys, or a token that is checked with such a set.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let text = String(decoding: bytes, as: UTF8.self)
    if let token = try? JWS.parse(text) {
        precondition(text.utf8.starts(with: token.signedBytes), "The signed bytes are not those that came")
        if let claims = try? token.claims(), let times = try? TokenTimes(claims) {
            try? times.check(at: Date(timeIntervalSince1970: 1_800_000_000), skew: 60)
        }
    }
    if let set = try? JWKSet.parse(bytes) {
        precondition(set.keys.count + set.problems.count <= JWKSet.maximumKeys, "More keys than are allowed")
        if let token = try? JWS.parse(text) { _ = set.key(for: token.header)?.verify(token) }
    }
    return 0
}
