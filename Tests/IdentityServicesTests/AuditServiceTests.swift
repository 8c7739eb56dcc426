import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct AuditServiceTests {
    @Test func whatTheUseCasesWriteIsOneChainWithAHead() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada")
        _ = try await house.signedIn("ada")
        let found = try await house.audit.verify(as: TestHouse.operator)
        #expect(found.firstBreak == nil && found.checked == 2 && found.unchainedBefore == nil)
        #expect(found.head == (try await house.audit.head(as: TestHouse.operator)))
        var query = AuditQuery(limit: 10)
        query.actor = ada.id
        let page = try await house.audit.search(query, as: TestHouse.operator)
        #expect(page.records.map(\.entry.action) == [.signedIn] && page.next == nil)
    }

    @Test func aNotedHeadIsReadBackAsItWasWritten() throws {
        let anchor = AuditAnchor(sequence: 4711, hash: [0x00, 0x9F, 0xFF])
        #expect(anchor.text == "4711:009fff")
        #expect(AuditAnchor(anchor.text) == anchor && AuditAnchor("4711:009FFF") == anchor)
        for text in ["", "4711", ":", "4711:", ":ff", "0:ff", "-1:ff", "1:f", "1:fg", "1:ff:ff", "x:ff", "1: ff"] {
            #expect(AuditAnchor(text) == nil, "\(text)")
        }
    }

    @Test func i06_noMethodOfTheServiceChangesAnything() throws {
        let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let audit = "/\(folder)/Modules/Core/IdentityServices/Audit"
        for file in try FileManager.default.contentsOfDirectory(atPath: audit) {
            let data = try #require(FileManager.default.contents(atPath: "\(audit)/\(file)"))
            let text = String(decoding: data, as: UTF8.self)
            #expect(!text.contains("storage.write") && !text.contains("auditWrites"), "\(file)")
        }
        let port = try #require(
            FileManager.default.contents(atPath: "/\(folder)/Modules/Core/IdentityCore/Ports/AuditStore.swift"))
        let writing = try #require(String(decoding: port, as: UTF8.self).split(separator: "protocol AuditWriting").last)
        #expect(writing.matches(of: /func (\w+)/).map(\.1) == ["append"])
    }

    @Test func anEncodingTellsTextsApartThatMeetInTheMiddle() {
        func bytes(_ texts: String?...) -> [UInt8] {
            var encoding = AuditEncoding()
            for text in texts { encoding.add(text) }
            return encoding.bytes
        }
        let all = [
            bytes("ab", "c"), bytes("a", "bc"), bytes("abc"), bytes("abc", nil), bytes("abc", ""), bytes(nil, "abc"),
        ]
        #expect(Set(all).count == all.count)
    }
}
