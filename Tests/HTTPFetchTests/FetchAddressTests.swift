import Testing

@testable import HTTPFetch

@Suite struct FetchAddressTests {
    @Test(arguments: [
        ("https://id.example.org/keys", "id.example.org", 443), ("https://id.example.org:8443", "id.example.org", 8443),
        ("http://127.0.0.1:8080/a?b=c", "127.0.0.1", 8080), ("https://[::1]:8443/keys", "::1", 8443),
        ("http://[::1]/", "::1", 80), ("HTTPS://ID.example.org/", "id.example.org", 443),
        ("http://localhost:9", "localhost", 9),
    ])
    func anAddressIsTakenApart(_ text: String, _ host: String, _ port: Int) throws {
        let address = try FetchAddress(text)
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.text == text)
    }

    @Test(arguments: [
        "", "id.example.org", "ftp://id.example.org/", "file:///etc/passwd", "https://", "https:///keys",
        "https://user@id.example.org/", "https://user:secret@id.example.org/", "https://id.example.org:0/",
        "https://id.example.org:65536/", "https://id.example.org:+1/", "https://id.example.org/#keys",
        "https://id.example.org\\@evil.example/", "https://id.example.org/a b", "https://id.example.org/\r\nHost: x",
        "https://[::1/", "https://::1/", "https://id_example/", "https://[id.example.org]/", "javascript:1",
        "https:/id.example.org/", "https://%31%32%37.0.0.1/",
    ])
    func whatIsNoCheckedAddressIsRefused(_ text: String) {
        #expect(throws: FetchAddress.Problem.self) { try FetchAddress(text) }
    }

    @Test(arguments: [
        "http://id.example.org/", "http://192.0.2.1/", "http://169.254.169.254/latest", "http://127.0.0.1.example/",
        "http://0x7f.1/", "http://[::2]/",
    ])
    func inClearNobodyButThisMachineIsAsked(_ text: String) {
        #expect(throws: FetchAddress.Problem.self) { try FetchAddress(text) }
    }
}
