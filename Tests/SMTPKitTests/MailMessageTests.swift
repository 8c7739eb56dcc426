import Foundation
import SMTPKit
import TestSupport
import Testing

@Suite struct MailMessageTests {
    @Test func aPlainMessageIsComposedToTheByte() throws {
        let text = String(decoding: try Sample.message(name: "Ada \"L\"").composed, as: UTF8.self)
        let wanted = [
            "Date: Sat, 21 Nov 2026 09:00:05 +0000", "From:", " \"Gatehouse\"", " <gatehouse@example.org>", "To:",
            " \"Ada \\\"L\\\"\"", " <ada@example.org>", "Subject: Hello", "Message-ID:", " <b1f5e0d4@example.org>",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable", "Auto-Submitted: auto-generated", "", "Good morning.", "",
        ]
        #expect(text == wanted.joined(separator: "\r\n"))
    }

    @Test(arguments: [
        "Hello\r\nBcc: eve@example.org", "Hello\nBcc: eve@example.org", "Hello\rBcc: eve", "Hello\0", "\r\n\r\nbody",
        "Hello\u{2028}Bcc: eve", "Hello\u{85}Bcc: eve", "Hello\u{1B}[2J", "Hello\u{B}Bcc: eve",
    ])
    func aHeaderThatCouldBecomeTwoIsRefused(_ text: String) throws {
        #expect(throws: MailProblem.self) { try Sample.message(subject: text) }
        #expect(throws: MailProblem.self) { try Sample.message(name: text) }
    }

    @Test(arguments: [
        "ada@example.org\r\nRCPT TO:<eve@example.org>", "ada@example.org\nDATA", "ada@example.org\0", "ada", "@", "a@",
        "@example.org", "a b@example.org", "a@b@example.org", "<ada@example.org>", "ada@example.org>", "ada@ex..org",
        ".ada@example.org", "ada.@example.org", "ada@.org", "\"ada\"@example.org", "ada@[127.0.0.1]", "ada,eve@x.org",
        "ada@example.org SIZE=1", "", "jürgen@example.org", "ada@exämple.org", "=?utf-8?q?eve=40x?=@example.org",
        String(repeating: "a", count: 65) + "@example.org", "a@" + String(repeating: "b.", count: 127) + "org",
    ])
    func whatIsNoAddressIsRefused(_ text: String) {
        #expect(throws: MailProblem.self) { try MailAddress(text) }
    }

    @Test(arguments: ["ada@example.org", "ada.l+x@mail.example.org", "o'brien@localhost", "a_{b}@xn--exmple-cua.org"])
    func whatIsAnAddressIsTaken(_ text: String) throws {
        #expect(try MailAddress(text).text == text)
    }

    @Test(arguments: [
        "Grüße aus Köln", "日本語の件名" + String(repeating: "長", count: 200), String(repeating: "x", count: 300),
        "=?UTF-8?B?SGk=?=", "👩‍👩‍👧‍👦 " + String(repeating: "é", count: 100), " blank at both ends ", "",
    ])
    func everySubjectAndNameComesBackAsItWasInShortLines(_ text: String) throws {
        let message = try Sample.message(name: text, subject: text)
        let lines = Sample.lines(message)
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 0x80 } })
        #expect(try Reader.read(message).subject == text)
        #expect(try Reader.read(message).name == text)
    }

    @Test(arguments: [
        "Grüße\r\n\r\nEnde", "a=b == c\n", "blank at the end \nand tab\t\n", String(repeating: "é", count: 2_000),
        String(repeating: "x", count: 5_000) + "\nend", ".\n..\n.dots\n", "From here\n", "", "\n\n\n", "one\rtwo\r\n",
        String(repeating: "y", count: 76) + "\n" + String(repeating: "z", count: 77), "👩‍👩‍👧‍👦\u{1}",
    ])
    func everyTextComesBackAsItWasInShortLines(_ text: String) throws {
        let message = try Sample.message(text: text)
        #expect(Sample.lines(message).allSatisfy { $0.utf8.count <= 76 })
        let unified = text.components("\r\n").joined(separator: "\n").components("\r").joined(separator: "\n")
        let ended = unified.isEmpty || unified.utf8.last == 0x0A ? unified : unified + "\n"
        #expect(try Reader.read(message).text == ended)
    }

    @Test func aBareLineEndIsNeverSent() throws {
        let bytes = try Sample.message(text: "one\ntwo\rthree\r\nfour\n\r").composed
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0A { #expect(bytes[index - 1] == 0x0D) }
            if byte == 0x0D { #expect(bytes[index + 1] == 0x0A) }
        }
    }

    @Test func whatIsTooLongIsRefused() {
        #expect(throws: MailProblem.self) { try Sample.message(subject: String(repeating: "x", count: 999)) }
        #expect(throws: MailProblem.self) {
            try Sample.message(text: String(repeating: "x", count: MailMessage.maximumTextBytes + 1))
        }
        #expect(throws: MailProblem.self) { try Sample.message(text: "nul \0") }
    }
}

/// Python's own mail parser, so that the composer is not judged by itself.
private enum Reader {
    struct Parsed: Decodable {
        let subject: String
        let name: String
        let text: String
    }

    static func read(_ message: MailMessage) throws -> Parsed {
        let script = """
            import email, email.header, email.utils, json, sys
            mail = email.message_from_bytes(sys.stdin.buffer.read())
            text = mail.get_payload(decode=True).decode().replace("\\r\\n", "\\n")
            decoded = lambda raw: str(email.header.make_header(email.header.decode_header(raw)))
            name = decoded(email.utils.parseaddr(mail["to"])[0])
            print(json.dumps({"subject": decoded(mail["subject"]), "text": text, "name": name}))
            """
        let answer = try Program.run(["python3", "-c", script], input: message.composed)
        return try JSONDecoder().decode(Parsed.self, from: Data(answer))
    }
}
