import Glibc

extension LDAPURL {
    /// The addresses that the host's name leads to, as digits, in the resolver's order. Asks the name server, for as
    /// long as `resolv.conf` allows. Empty when there is none, and for a socket of this machine.
    package var addresses: [String] {
        guard scheme != .ldapi else { return [] }
        var hints = addrinfo(), found: UnsafeMutablePointer<addrinfo>?
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        defer { if let found { freeaddrinfo(found) } }
        guard getaddrinfo(host, nil, &hints, &found) == 0 else { return [] }
        var texts: [String] = [], next = found
        while let address = next?.pointee {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            if getnameinfo(
                address.ai_addr, address.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
            {
                texts.append(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
            }
            next = address.ai_next
        }
        return texts
    }

    /// The same server without TLS, or with TLS from the first byte.
    package func with(_ scheme: Scheme) -> LDAPURL {
        guard self.scheme != .ldapi, scheme != .ldapi else { return self }
        return LDAPURL(scheme: scheme, host: host, port: port)
    }

    /// Another port of the same host.
    package func at(port: Int) -> LDAPURL { LDAPURL(scheme: scheme, host: host, port: port) }

    private init(scheme: Scheme, host: String, port: Int) {
        self.scheme = scheme
        self.host = host
        self.port = port
        path = ""
    }
}
