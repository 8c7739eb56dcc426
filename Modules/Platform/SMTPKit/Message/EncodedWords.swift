import FoundationEssentials

/// Header text beyond plain ASCII as encoded words (RFC 2047).
enum EncodedWords {
    /// A line with a word has at most 76 characters (section 2): `Subject: =?UTF-8?B?` and `?=` around 52 of Base64,
    /// which are 39 bytes.
    private static let bytesInWord = 39

    /// Words on a line each, folded. No word ends inside a character (section 5).
    static func text(_ text: String) -> String {
        var words: [String] = []
        var bytes: [UInt8] = []
        func flush() {
            guard !bytes.isEmpty else { return }
            words.append("=?UTF-8?B?\(Data(bytes).base64EncodedString())?=")
            bytes.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            let encoded = UTF8.encode(scalar).map(Array.init) ?? []
            if bytes.count + encoded.count > bytesInWord { flush() }
            bytes += encoded
        }
        flush()
        return words.joined(separator: "\r\n ")
    }
}
