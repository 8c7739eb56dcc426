import LDAPKit
import Testing

@testable import ProviderLDAP

@Suite struct EntryIDTests {
    @Test func anObjectGUIDIsWrittenAsActiveDirectoryShowsIt() {
        let bytes = (0..<16).map { UInt8($0 * 17) }
        let text = EntryID.text(bytes, as: .guid)
        #expect(text == "33221100-5544-7766-8899-aabbccddeeff")
        #expect(EntryID.value("33221100-5544-7766-8899-AABBCCDDEEFF", as: .guid) == .bytes(bytes))
    }

    @Test func bytesThatAreNoGUIDAreNoID() {
        #expect(EntryID.text([1, 2, 3], as: .guid) == nil)
        #expect(EntryID.text([], as: .text) == nil)
        #expect(EntryID.text([0xFF], as: .text) == nil)
        for text in ["", "33221100", "33221100-5544-7766-8899-aabbccddeexx", "ü"] {
            #expect(EntryID.value(text, as: .guid) == nil, "\(text)")
        }
    }

    @Test func anyBytesCanBeAnIDInHexadecimal() {
        #expect(EntryID.text([0, 0xAB], as: .hex) == "00ab")
        #expect(EntryID.value("00ab", as: .hex) == .bytes([0, 0xAB]))
        #expect(EntryID.value("00a", as: .hex) == nil)
    }
}
