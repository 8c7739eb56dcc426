import CUnistring
import Glibc

/// The C calls. Each gets the bytes with their number, so that a NUL is a character like others.
enum Unistring {
    static func compatibilityComposed(_ text: String) -> String {
        transform(text) { u8_normalize(cunistring_nfkc(), $0, $1, nil, $2) }
    }

    /// NFKC(fold(NFKC(fold(NFD(text))))), which is what libunistring does when a compatibility form is asked for. A
    /// few texts come out foldable again; they are folded until they stand still.
    static func folded(_ text: String) -> String {
        var current = text
        for _ in 0..<4 {
            let next = transform(current) { u8_casefold($0, $1, nil, cunistring_nfkc(), nil, $2) }
            // By bytes: Swift's `==` takes canonically equivalent texts for equal.
            if next.utf8.elementsEqual(current.utf8) { break }
            current = next
        }
        return current
    }

    /// The name of the scalar's script as in Unicode's Scripts.txt, for example `Latin`.
    static func scriptName(_ scalar: Unicode.Scalar) -> String {
        guard let script = uc_script(scalar.value), let name = script.pointee.name else { return "Unknown" }
        return String(cString: name)
    }

    // Unsafe: the library's signature; the pointers live for the call, the result is freed here.
    private static func transform(
        _ text: String,
        _ call: (UnsafePointer<UInt8>, Int, UnsafeMutablePointer<Int>) -> UnsafeMutablePointer<UInt8>?
    ) -> String {
        var text = text
        return text.withUTF8 { source in
            guard let start = source.baseAddress else { return "" }
            var length = 0
            guard let result = call(start, source.count, &length) else {
                // The text is valid UTF-8, so that only memory can be missing.
                fatalError("libunistring failed: errno \(errno)")
            }
            defer { free(result) }
            return String(decoding: UnsafeBufferPointer(start: result, count: length), as: UTF8.self)
        }
    }
}
