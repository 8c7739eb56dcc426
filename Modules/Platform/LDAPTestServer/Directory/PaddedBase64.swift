import Cryptography

/// Base64 with its padding, as LDIF and stored hashes have it (RFC 4648 section 4).
enum PaddedBase64 {
    static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        let symbols = text.prefix { $0 != UInt8(ascii: "=") }
        guard text.count % 4 == 0, text.count - symbols.count <= 2,
            text.dropFirst(symbols.count).allSatisfy({ $0 == UInt8(ascii: "=") })
        else { return nil }
        return Base64.standard.decode(Array(symbols))
    }
}
