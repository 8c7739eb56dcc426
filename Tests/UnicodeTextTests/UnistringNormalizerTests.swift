import Testing
import UnicodeText

@Suite struct UnistringNormalizerTests {
    private let text = UnistringNormalizer()

    /// Swift's `==` on strings ignores the difference between composed and decomposed.
    private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("e\u{301}", "\u{E9}"), ("ﬀ", "ff"), ("ｆｕｌｌ－１", "full-1"), ("\u{212B}", "\u{C5}"),
        ("A\u{30A}", "\u{C5}"), ("①", "1"), ("a\u{0}é", "a\u{0}é"), ("Ä", "Ä"),
    ])
    func compatibilityCharactersAreComposed(input: String, expected: String) {
        #expect(scalars(text.compatibilityComposed(input)) == scalars(expected))
    }

    @Test(arguments: [
        ("John.DOE@1", "john.doe@1"), ("", ""), ("straße", "strasse"), ("STRASSE", "strasse"), ("ẞ", "ss"),
        ("İ", "i\u{307}"), ("ﬀ", "ff"), ("Ｊｏｈｎ", "john"), ("\u{212B}", "\u{E5}"), ("A\u{30A}", "\u{E5}"),
        ("ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("σίσυφος", "σίσυφοσ"), ("ǰ", "\u{1F0}"), ("J\u{30C}", "\u{1F0}"), ("\u{1D400}", "a"),
        ("K\u{212A}", "kk"), ("É\u{0}Z", "\u{E9}\u{0}z"),
    ])
    func sameNamesHaveTheSameKey(input: String, expected: String) {
        #expect(scalars(text.comparisonKey(input)) == scalars(expected))
    }

    @Test func theKeyOfAKeyIsItselfForEveryScalar() {
        // Between letters that combine with what follows and what precedes.
        for scalar in (0...0x1FFFF).compactMap(Unicode.Scalar.init) {
            let key = text.comparisonKey("e" + String(scalar) + "\u{301}A")
            let again = text.comparisonKey(key)
            guard key.utf8.elementsEqual(again.utf8) else {
                Issue.record("U+\(String(scalar.value, radix: 16)) has no stable key")
                continue
            }
        }
    }

    @Test func theKeyIsComposed() {
        for input in ["ǰ", "ÅÉ", "ﬃ", "ΐ", "가"] {
            let key = text.comparisonKey(input)
            #expect(scalars(text.compatibilityComposed(key)) == scalars(key))
        }
    }

    @Test(arguments: [
        "john", "josé", "Иван", "Ωμέγα", "山田たろう", "トヨタABC", "김철수kim", "中文ㄅ", "李Lee", "محمد-1", "mohamed محمد", "नमस्ते",
        "Հայկ",
        "ᏣᎳᎩ", "a-1_.", "l\u{301}", "", "Иван-1",
    ])
    func oneAlphabetOrAUsualMixtureIsAccepted(name: String) {
        #expect(!text.mixesLookAlikeScripts(name))
    }

    @Test(arguments: [
        "pаypal", "gοogle", "johո", "abᏟ", "Иαн", "αбв", "山Иван", "ㄅか", "김たろう", "xמа", "a\u{378}", "\u{2126}hm", "aⲟ",
    ])
    func alphabetsThatLookAlikeAreNotMixed(name: String) {
        #expect(text.mixesLookAlikeScripts(name))
    }
}
