/// Unicode normalisation by libunistring (Unicode 14 in Debian 12). Text in ASCII never reaches the library.
package struct UnistringNormalizer: Sendable {
    package init() {}

    /// NFKC (Unicode Standard Annex 15).
    package func compatibilityComposed(_ text: String) -> String {
        text.isASCII ? text : Unistring.compatibilityComposed(text)
    }

    /// NFKC after full case folding (Unicode Standard section 3.13, D146): equal for texts that are the same name
    /// in any language but Turkish, whose dotless letters fold like everybody's. The key of a key is itself.
    package func comparisonKey(_ text: String) -> String {
        text.isASCII ? text.asciiLowercased : Unistring.folded(text)
    }

    /// Whether the text mixes alphabets whose letters look alike, such as Latin with Cyrillic or Greek
    /// (Unicode Technical Standard 39, section 5.2). Judged after NFKC, so that no letter hides in a symbol.
    package func mixesLookAlikeScripts(_ text: String) -> Bool {
        if text.isASCII { return false }
        let composed = Unistring.compatibilityComposed(text)
        return !ScriptMixture.isAccepted(Set(composed.unicodeScalars.map(Unistring.scriptName)))
    }
}

extension String {
    fileprivate var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

    /// The text itself when nothing changes, which needs no memory.
    fileprivate var asciiLowercased: String {
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        guard utf8.contains(where: capitals.contains) else { return self }
        return String(decoding: utf8.map { capitals.contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
