/// The file that `gatehouse init` writes: everything that can be set, with its default, commented out.
enum ConfigurationTemplate {
    static func text(host: String, port: Int) -> String {
        """
        // Configuration of Gatehouse. JSON with comments; what is commented out shows the default.
        // Check it with `gatehouse config check`. Relative paths are relative to this file.
        {
          // Where the server listens. IPv4 and IPv6 addresses; port 0 lets the system choose.
          listen: [{ host: "\(host)", port: \(port) }],

          // TLS 1.2 and 1.3 on every address. Read again on SIGHUP.
          // tls: { certificate: "tls/chain.pem", key: "tls/key.pem" },

          storage: { path: "gatehouse.sqlite" },

          // Keep this file out of the backup of the database: together they are everything.
          masterKey: { file: "master.key" },

          // passwords: {
          //   minimumLength: 12,             // in characters; at most 1,024 are accepted
          //   blockListFile: "blocked.txt",  // one password a line, besides the built-in list
          //   argon2: { memoryKiB: 19456, passes: 2, lanes: 1 },
          //   threads: 2,                    // hashes at once: memory is threads x memoryKiB
          //   queueLimit: 64,                // more than that waiting are refused with 429
          // },

          // sessions: { lifetimeMinutes: 720 },

          // Wrong passwords that are let through to the check.
          // signIn: {
          //   failuresPerAccountAndAddress: 10,
          //   failuresPerAddress: 100,
          //   windowSeconds: 900,
          //   consecutiveFailures: 100,      // then only an administrator opens the account again
          // },

          // Proxies whose word about the client's address is taken, and the one field they write it into.
          // proxies: { addresses: ["10.0.0.5"], field: "x-forwarded-for" },   // or "forwarded"

          // limits: {
          //   bodyBytes: 1048576,            // of one request
          //   bodyBytesTogether: 67108864,   // of all that are arriving; more is refused with 503
          //   connections: 4096, connectionsPerAddress: 1024,
          //   headSeconds: 10, bodySeconds: 30, idleSeconds: 60, graceSeconds: 10,
          // },

          // Where people come from. What becomes of those of an outside source is its policy.
          sources: [
            { id: "local", kind: "local" },
            // { id: "corp", kind: "ldap", settings: {},   // Docs/Providers/LDAP.md
            //   policy: {
            //     createsOnFirstLogin: false,  // or only by sync
            //     refreshesOnLogin: true,      // names and groups follow the source
            //     mapsGroups: true,
            //     leaving: "disable",          // whom the source no longer has: or "keep", "delete"
            //     organization: "default", tenant: "default",   // where new users go
            //     profile: "reader",           // of new users; the first rule that fits wins
            //     profileRules: [{ externalGroup: "cn=analysts,ou=groups,dc=example", profile: "designer" }],
            //     loginRules: [{ from: "*@corp.example", to: "*" }],   // of what is typed; the first that fits
            //     signsInThrough: "other",     // the source that checks the passwords, when it is another
            //     failuresPassedOn: 5,         // wrong passwords of one person; null for any number, which all but "ldap" start with
            //     failurePauseSeconds: 900,
            //     sync: { everyMinutes: 60, guardPercent: 20 },   // only on demand unless everyMinutes is set
            //   } },
          ],

          // The APIs, each with where it is found: native, openid, keycloak, wallaroo, dataiku, mlte, waii. All are served.
          // dialects: {
          //   native: { enabled: true, prefix: "/api/v1" },
          //   keycloak: { enabled: false },
          //   dataiku: { prefixes: ["/dip/publicapi", "/public/api"] },
          // },

          // licence: { seats: 500 },         // users who may be enabled at once; any number unless set
          // The server that takes mail. "starttls" (port 587) and "tls" (465) protect the way; "none" (25) does not, and is
          // for this machine, or another with allowUnencrypted. Try it with `gatehouse mail test ADDRESS`.
          // mail: {
          //   host: "smtp.example.org", port: 587, security: "starttls",
          //   username: "gatehouse", passwordFile: "mail-password",   // one line, mode 0600
          //   from: "Gatehouse <gatehouse@example.org>",
          //   caFile: "ca.pem",              // trusted in the place of the system's authorities
          //   timeoutSeconds: 30,            // for one message
          // },

          // Where people reach the pages that take a code, /invitation and /password-reset below it. Only this name
          // stands in links; without it mails carry the code alone.
          // publicAddress: "https://id.example.org",

          // How long what is sent by mail opens something.
          // invitations: { lifetimeHours: 72, resetMinutes: 30 },

          // log: { level: "info" },          // debug, info, warning, error
        }

        """
    }
}
