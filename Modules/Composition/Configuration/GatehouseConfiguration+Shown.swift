import IdentityCore
import IdentityServices
package import JSONText
import PasswordHashing

extension GatehouseConfiguration {
    /// Everything that holds, defaults included. Secrets are not in it: the file names only where they lie.
    package var shown: JSONValue {
        [
            "listen": .array(
                listeners.map { ["host": .string($0.host), "port": .integer(Int64($0.port))] }),
            "tls": tls.map { ["certificate": .string($0.certificateFile), "key": .string($0.keyFile)] } ?? .null,
            "storage": ["path": .string(databaseFile)],
            "masterKey": ["file": .string(masterKeyFile)],
            "passwords": shownPasswords,
            "sessions": ["lifetimeMinutes": Self.number(sessionLifetimeMinutes)],
            "signIn": [
                "failuresPerAccountAndAddress": Self.number(signIn.failuresPerAccountAndAddress),
                "failuresPerAddress": Self.number(signIn.failuresPerAddress),
                "windowSeconds": Self.number(Int(signIn.window)),
                "consecutiveFailures": Self.number(signIn.consecutiveFailures),
            ],
            "proxies": [
                "addresses": .array(proxies.addresses.map(JSONValue.string)), "field": .string(proxies.field),
            ],
            "limits": shownLimits,
            "sources": .array(
                sources.map { source in
                    [
                        "id": .string(source.id.rawValue), "kind": .string(source.kind.rawValue),
                        "policy": source.policy.shown,
                    ]
                }),
            "dialects": dialects.shown,
            "mail": mail?.shown ?? .null,
            "publicAddress": publicAddress.map(JSONValue.string) ?? .null,
            "invitations": invitations.shown,
            "log": ["level": .string(logLevel)],
        ]
    }

    private static func number(_ value: Int) -> JSONValue { .integer(Int64(value)) }

    private var shownPasswords: JSONValue {
        [
            "minimumLength": Self.number(passwords.minimumLength),
            "blockListFile": passwords.blockListFile.map(JSONValue.string) ?? .null,
            "argon2": [
                "passes": Self.number(passwords.argon2.passes),
                "memoryKiB": Self.number(passwords.argon2.memoryKiB),
                "lanes": Self.number(passwords.argon2.lanes),
            ],
            "threads": Self.number(passwords.threads), "queueLimit": Self.number(passwords.queueLimit),
        ]
    }

    private var shownLimits: JSONValue {
        [
            "bodyBytes": Self.number(limits.bodyBytes),
            "bodyBytesTogether": Self.number(limits.bodyBytesTogether),
            "connections": Self.number(limits.connections),
            "connectionsPerAddress": Self.number(limits.connectionsPerAddress),
            "headSeconds": Self.number(limits.headSeconds), "bodySeconds": Self.number(limits.bodySeconds),
            "idleSeconds": Self.number(limits.idleSeconds), "graceSeconds": Self.number(limits.graceSeconds),
        ]
    }
}
