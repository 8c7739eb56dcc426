import LDAPKit

struct NothingFailed: Error {}

func failure<Result>(_ body: () throws(LDAPFailure) -> Result) throws -> LDAPFailure {
    do throws(LDAPFailure) { _ = try body() } catch { return error }
    throw NothingFailed()
}

func failure<Result>(_ body: () async throws(LDAPFailure) -> Result) async throws -> LDAPFailure {
    do throws(LDAPFailure) { _ = try await body() } catch { return error }
    throw NothingFailed()
}

/// Ways to servers under test: short where a wait is expected, long where an answer is.
enum Way {
    static func settings(
        _ urls: [LDAPURL] = [], tls: LDAPTLSSettings = LDAPTLSSettings(), connect: Duration = .seconds(20),
        operation: Duration = .seconds(20), entries: Int = 100_000, bytes: Int = 8 << 20
    ) -> LDAPSettings {
        LDAPSettings(
            urls: urls, tls: tls, connectTimeout: connect, operationTimeout: operation, maximumEntries: entries,
            maximumAnswerBytes: bytes)
    }

    static func url(_ port: Int, _ scheme: String = "ldap") throws -> LDAPURL {
        try LDAPURL("\(scheme)://127.0.0.1:\(port)")
    }
}

extension [UInt8] {
    func count(of text: String) -> Int {
        let wanted = Array(text.utf8)
        return indices.count { self[$0...].starts(with: wanted) }
    }
}
