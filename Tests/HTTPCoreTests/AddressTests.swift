import HTTPCore
import Testing

@Suite struct AddressTests {
    @Test(arguments: [
        "127.0.0.1", "0.0.0.0", "255.255.255.255", "::", "::1", "2001:db8::1", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1",
        "1::",
    ])
    func anAddressIsRead(_ text: String) { #expect(IPAddress(text) != nil) }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", "a.b.c.d", ":::", "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "::1::2", "12345::", "g::", "[::1]", "127.0.0.1:80", "::1%eth0", "unknown", "1.2.3.-4",
    ])
    func whatIsNoAddressIsNotRead(_ text: String) { #expect(IPAddress(text) == nil) }

    @Test func anIPv4AddressInIPv6ClothesIsTheSameClient() {
        #expect(IPAddress("::ffff:192.0.2.7") == IPAddress("192.0.2.7"))
    }

    @Test func oneIPv6SubscriberIsOneClient() {
        #expect(IPAddress("2001:db8:1:2::1")?.limitKey == IPAddress("2001:db8:1:2:ffff::9")?.limitKey)
        #expect(IPAddress("2001:db8:1:2::1")?.limitKey != IPAddress("2001:db8:1:3::1")?.limitKey)
        #expect(IPAddress("192.0.2.1")?.limitKey == "192.0.2.1")
    }

    @Test func aNetworkHoldsItsAddresses() throws {
        let network = try #require(IPNetwork("10.20.0.0/14"))
        #expect(network.contains(try #require(IPAddress("10.23.255.255"))))
        #expect(!network.contains(try #require(IPAddress("10.24.0.0"))))
        #expect(!network.contains(try #require(IPAddress("::1"))))
        #expect(try #require(IPNetwork("::/0")).contains(try #require(IPAddress("2001:db8::1"))))
        #expect(IPNetwork("10.0.0.0/33") == nil)
        #expect(IPNetwork("10.0.0.0/") == nil)
    }
}

@Suite struct TrustedProxiesTests {
    private let proxies = TrustedProxies(networks: [IPNetwork("10.0.0.0/8")!, IPNetwork("192.0.2.10")!])

    private func client(_ peer: String, _ lines: String..., field: String = "x-forwarded-for") -> String {
        let fields = HTTPFields(lines.map { (field, $0) })
        return proxies.client(of: HTTPRequest(.get, "/", fields: fields, peer: peer))
    }

    @Test func aStrangerCannotNameAnotherAddress() { #expect(client("198.51.100.1", "203.0.113.9") == "198.51.100.1") }

    @Test func aListedProxyIsBelieved() { #expect(client("10.1.2.3", "203.0.113.9") == "203.0.113.9") }

    @Test func theNearestUnlistedHopCountsNotWhatTheClientWroteBefore() {
        #expect(client("10.1.2.3", "1.1.1.1, 203.0.113.9, 10.9.9.9") == "203.0.113.9")
        #expect(client("10.1.2.3", "1.1.1.1", "203.0.113.9") == "203.0.113.9")
    }

    @Test(arguments: ["", "unknown", "203.0.113.9, evil", "203.0.113.9,", "' or 1=1", "203.0.113.9, 300.1.1.1"])
    func garbageNeverMovesTheAnswerOn(_ line: String) { #expect(client("10.1.2.3", line) == "10.1.2.3") }

    @Test func aPortAndBracketsAreLeftOut() {
        #expect(client("10.1.2.3", "203.0.113.9:4711") == "203.0.113.9")
        #expect(client("10.1.2.3", "[2001:db8::9]:4711") == "2001:db8::9")
    }

    @Test func theForwardedFieldIsReadOnlyWhenItIsTheOneThatProxiesWrite() {
        let proxies = TrustedProxies(networks: [IPNetwork("10.0.0.0/8")!], field: .forwarded)
        let fields = HTTPFields([
            ("Forwarded", #"for=1.1.1.1, for="[2001:db8::9]:80";proto=https"#), ("X-Forwarded-For", "9.9.9.9"),
        ])
        let request = HTTPRequest(.get, "/", fields: fields, peer: "10.0.0.1")
        #expect(proxies.client(of: request) == "2001:db8::9")
        #expect(proxies.saysSecure(request))
        #expect(self.proxies.client(of: request) == "9.9.9.9")
        #expect(!self.proxies.saysSecure(request))
    }
}

@Suite struct PercentCodingTests {
    @Test func aQueryIsPairs() throws {
        let pairs = try #require(PercentCoding.pairs("a=1&b=x%26y+z&c&=&d=%C3%BC"))
        #expect(pairs.map(\.name) == ["a", "b", "c", "", "d"])
        #expect(pairs.map(\.value) == ["1", "x&y z", "", "", "ü"])
    }

    @Test func aSignThatAnAccentFollowsStillDivides() throws {
        let pairs = try #require(PercentCoding.pairs("a=\u{301}1&\u{301}b=2&&c=="))
        #expect(pairs.map(\.name) == ["a", "\u{301}b", "c"])
        #expect(pairs.map(\.value) == ["\u{301}1", "2", "="])
    }

    @Test(arguments: ["a=%", "a=%f", "%gg=1", "a=%ff"])
    func whatCannotBeDecodedIsRefused(_ query: String) { #expect(PercentCoding.pairs(query[...]) == nil) }
}

@Suite struct HTTPFieldsTests {
    private let fields = HTTPFields([("Content-Type", "text/plain"), ("X-One", "1"), ("x-one", "2")])

    @Test func namesAreComparedWithoutRegardToCase() { #expect(fields[single: "content-type"] == "text/plain") }

    @Test func aFieldThatStandsTwiceHasNoSingleValue() {
        #expect(fields[single: "x-one"] == nil)
        #expect(fields.all("x-one") == ["1", "2"])
        #expect(fields.count(of: "x-one") == 2)
        #expect(fields.count(of: "absent") == 0)
    }
}
