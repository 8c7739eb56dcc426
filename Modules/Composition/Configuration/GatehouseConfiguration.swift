import IdentityCore
package import IdentityServices
package import PasswordHashing

/// Everything `gatehouse.json5` can say, with what holds where it says nothing.
package struct GatehouseConfiguration: Sendable {
    package struct Listener: Hashable, Sendable {
        package var host: String
        package var port: Int

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    package struct TLS: Hashable, Sendable {
        package var certificateFile: String
        package var keyFile: String
    }

    package struct Passwords: Sendable {
        package var minimumLength = 12
        /// One password a line, refused in addition to the built-in list.
        package var blockListFile: String?
        package var argon2 = Argon2Parameters.recommended
        /// Hashes at once; the memory of hashing is this many times `argon2.memoryKiB`.
        package var threads = 2
        /// Further hashes that may wait; the next one is refused with 429.
        package var queueLimit = 64
    }

    package struct Proxies: Sendable {
        /// Addresses or networks.
        package var addresses: [String] = []
        package var field = "x-forwarded-for"
    }

    package struct Limits: Sendable {
        package var bodyBytes = 1_048_576
        /// Of all requests that are arriving at one moment; beyond it, 503.
        package var bodyBytesTogether = 67_108_864
        package var connections = 4_096
        package var connectionsPerAddress = 1_024
        package var headSeconds = 10
        package var bodySeconds = 30
        package var idleSeconds = 60
        /// How long requests may run on after SIGTERM.
        package var graceSeconds = 10
    }

    /// What relative paths are relative to.
    package let folder: String
    package var listeners = [Listener(host: "127.0.0.1", port: 8080)]
    package var tls: TLS?
    package var databaseFile: String
    package var masterKeyFile: String
    package var passwords = Passwords()
    package var sessionLifetimeMinutes = 720
    package var signIn = SignInLimits()
    package var proxies = Proxies()
    package var limits = Limits()
    package var sources = [SourceEntry.local]
    package var dialects = DialectMounts()
    /// Users who may be enabled at once, by the licence; `nil` for any number.
    package var seats: Int?
    /// `nil` when no mail is sent.
    package var mail: Mail?
    /// Where people reach the pages that take a code, without a slash at the end; `nil` for mails without links.
    package var publicAddress: String?
    package var invitations = Invitations()
    package var logLevel = "info"

    /// What holds for a data folder whose file says nothing.
    package init(folder: String) {
        self.folder = folder
        databaseFile = "\(folder)/gatehouse.sqlite"
        masterKeyFile = "\(folder)/master.key"
    }
}
