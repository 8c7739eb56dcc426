// swift-tools-version:6.2
// Gatehouse names no package dependency: C libraries come from Debian through system library targets
// (Docs/Decisions/0001-no-packages.md). Every target is declared by one of the helpers at the end of this file,
// so that the strict settings stand in one place. Scripts/walls holds the table of who may import whom.
import Foundation
import PackageDescription

let package = Package(
    name: "gatehouse",
    products: [
        .executable(name: "gatehouse-server", targets: ["gatehouse-server"]),
        .executable(name: "gatehouse", targets: ["gatehouse"]),
        // For packages that bring a source of their own (Docs/Providers/Writing-a-source.md).
        .library(name: "GatehouseSource", targets: ["IdentityCore"]),
        .library(name: "GatehouseSourceConformance", targets: ["SourceConformance"]),
        .library(name: "GatehouseServerProgram", targets: ["ServerProgram"]),
        .library(name: "GatehouseCommandProgram", targets: ["CommandProgram"]),
    ],
    dependencies: [],
    targets: rooms(of: [
        // C: module maps and shims, nothing more.
        library("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
        library("COpenSSL", pkgConfig: "openssl", debian: "libssl-dev"),
        library("CArgon2", pkgConfig: "libargon2", debian: "libargon2-dev"),
        library("CCrypt", pkgConfig: "libcrypt", debian: "libcrypt-dev"),
        library("CUnistring", debian: "libunistring-dev"),
        library("CCurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
        library("CLDAP", pkgConfig: "ldap", debian: "libldap-dev"),
        library("CLinux"),

        // Platform: safe Swift over unsafe C, and small tools without a domain word.
        module("Threading", in: "Platform", uses: ["CLinux"]),
        module("Cryptography", in: "Platform", uses: ["COpenSSL", "CArgon2", "CCrypt"]),
        module("EventLog", in: "Platform", uses: ["Threading", "JSONText"]),
        module("Metrics", in: "Platform", uses: ["Threading"]),
        module("JSONText", in: "Platform"),
        module("UnicodeText", in: "Platform", uses: ["CUnistring"]),
        module("SQLiteKit", in: "Platform", uses: ["CSQLite"]),
        module("CurlKit", in: "Platform", uses: ["CCurl"]),
        module("SMTPKit", in: "Platform", uses: ["CCurl", "CurlKit", "Threading"]),
        module("LDAPKit", in: "Platform", uses: ["CLDAP", "Threading"]),
        module(
            "LDAPTestServer", in: "Platform",
            uses: ["CLDAP", "CLinux", "COpenSSL", "Cryptography", "JSONText", "Threading"]),
        module("CommandParsing", in: "Platform", uses: ["JSONText"]),
        module("DelimitedText", in: "Platform"),
        module("GraphQLKit", in: "Platform", uses: ["JSONText"]),
        module("JOSE", in: "Platform", uses: ["Cryptography", "JSONText"]),

        // Core: values, rules and ports; and the use cases around them.
        module("IdentityCore", in: "Core"),
        module("IdentityServices", in: "Core", uses: ["IdentityCore"]),

        // What plugs in from below.
        module("PasswordHashing", in: "Credentials", uses: ["IdentityCore", "Cryptography", "Threading"]),
        module("OpaqueTokens", in: "Credentials", uses: ["IdentityCore", "Cryptography"]),
        module(
            "TokenSigning", in: "Credentials",
            uses: ["IdentityCore", "Cryptography", "JOSE", "JSONText", "Threading"]),
        module("StorageMemory", in: "Storage", uses: ["IdentityCore", "Threading"]),
        module("StorageSQLite", in: "Storage", uses: ["IdentityCore", "SQLiteKit", "Threading"]),
        module("ProviderLocal", in: "Providers", uses: ["IdentityCore"]),
        module("SourceSettings", in: "Providers", uses: ["IdentityCore", "JSONText"]),
        module(
            "ProviderLDAP", in: "Providers",
            uses: [
                "IdentityCore", "LDAPKit", "Cryptography", "JSONText", "SourceSettings", "Threading", "UnicodeText",
            ]),
        module(
            "OutsideTokens", in: "Providers",
            uses: ["IdentityCore", "HTTPFetch", "JOSE", "JSONText", "SourceSettings", "Threading"]),
        module(
            "ProviderToken", in: "Providers",
            uses: ["IdentityCore", "HTTPFetch", "JOSE", "JSONText", "OutsideTokens", "SourceSettings", "Threading"]),
        module(
            "ProviderSSO", in: "Providers",
            uses: [
                "IdentityCore", "Cryptography", "HTTPCore", "JSONText", "OutsideTokens", "SourceSettings",
                "UnicodeText",
            ]),
        module("MailDelivery", in: "Delivery", uses: ["IdentityCore", "SMTPKit"]),

        // What speaks from above.
        module("HTTPCore", in: "HTTP"),
        module("HTTPEngine", in: "HTTP", uses: ["HTTPCore", "Threading", "COpenSSL", "CLinux"]),
        module("HTTPFetch", in: "HTTP", uses: ["CCurl", "CurlKit", "Threading"]),
        module("DialectKit", in: "Dialects", uses: ["IdentityCore", "IdentityServices", "HTTPCore", "JSONText"]),
        dialect("DialectNative"),
        dialect("DialectOperations"),
        dialect("DialectOpenID"),
        dialect("DialectDataiku"),
        dialect("DialectKeycloak"),
        dialect("DialectWaii"),
        dialect("DialectMLTE"),
        dialect("DialectWallaroo", and: ["GraphQLKit"]),

        // What brings a whole state in and out.
        module("DesiredStateText", in: "Exchange", uses: ["IdentityCore", "IdentityServices", "JSONText"]),

        // The joiner, the two programs, and the hollow executables that start them.
        .target(
            name: "Composition",
            dependencies: names([
                "IdentityCore", "IdentityServices", "PasswordHashing", "OpaqueTokens", "TokenSigning", "StorageSQLite",
                "ProviderLocal", "ProviderLDAP", "ProviderToken", "ProviderSSO", "MailDelivery", "SMTPKit", "HTTPCore",
                "SourceSettings", "Threading", "Cryptography", "EventLog", "Metrics", "JSONText", "UnicodeText",
            ]),
            path: "Modules/Composition", exclude: ["README.md"], swiftSettings: strictSettings()),
        module(
            "ServerProgram", in: "Programs",
            uses: [
                "DialectNative", "DialectOperations", "DialectDataiku", "DialectOpenID", "DialectKeycloak",
                "DialectWaii", "DialectMLTE", "DialectWallaroo", "DialectKit", "Composition", "IdentityCore",
                "IdentityServices", "HTTPCore", "HTTPEngine", "CommandParsing", "Cryptography", "EventLog", "JSONText",
                "Metrics", "Threading",
            ]),
        module(
            "CommandProgram", in: "Programs",
            uses: [
                "Composition", "IdentityCore", "IdentityServices", "PasswordHashing", "StorageSQLite", "SQLiteKit",
                "MailDelivery", "SMTPKit", "CommandParsing", "DelimitedText", "DesiredStateText", "EventLog",
                "JSONText", "LDAPKit", "LDAPTestServer", "ProviderLDAP", "Threading",
            ]),
        application("gatehouse-server", uses: ["ServerProgram"]),
        application("gatehouse", uses: ["CommandProgram"]),

        // Measures; called by Scripts/bench, not shipped.
        application(
            "gatehouse-bench",
            uses: [
                "Composition", "IdentityCore", "IdentityServices", "PasswordHashing", "StorageSQLite", "HTTPCore",
                "HTTPEngine", "CommandParsing", "Cryptography", "EventLog", "JSONText", "LDAPKit", "SQLiteKit",
                "Threading",
            ]),

        // Promise lists and builders for tests; no program depends on them.
        module("StorageConformance", in: "TestKits", uses: ["IdentityCore"]),
        module(
            "SourceConformance", in: "TestKits",
            uses: [
                "IdentityCore", "Cryptography", "JSONText", "OpaqueTokens", "PasswordHashing", "SourceSettings",
                "Threading",
            ]),
        module(
            "TestSupport", in: "TestKits",
            uses: [
                "IdentityCore", "IdentityServices", "OpaqueTokens", "Cryptography", "StorageMemory", "ProviderLocal",
                "TokenSigning", "UnicodeText", "Threading",
            ]),

        // Tests: a folder for each module, and the journeys through all of them.
        tests("IdentityCoreTests", of: ["IdentityCore", "TestSupport"]),
        tests(
            "IdentityServicesTests",
            of: ["IdentityCore", "IdentityServices", "StorageMemory", "StorageSQLite", "TestSupport", "Threading"]),
        tests("HTTPCoreTests", of: ["HTTPCore"]),
        tests(
            "CompositionTests",
            of: [
                "Composition", "EventLog", "IdentityCore", "IdentityServices", "JSONText", "OpaqueTokens",
                "SMTPKit", "StorageSQLite", "TestSupport", "Threading",
            ]),
        tests("DialectKitTests", of: ["DialectKit", "HTTPCore", "IdentityCore", "JSONText"]),
        dialectTests("DialectNative"),
        dialectTests("DialectKeycloak"),
        dialectTests("DialectWaii"),
        tests(
            "DialectDataikuTests",
            of: [
                "DialectDataiku", "DialectKit", "HTTPCore", "IdentityCore", "IdentityServices", "JSONText",
                "StorageMemory", "TestSupport",
            ]),
        dialectTests("DialectMLTE"),
        dialectTests("DialectWallaroo"),
        tests("HTTPEngineTests", of: ["HTTPCore", "HTTPEngine", "Threading", "CLinux"]),
        tests("HTTPFetchTests", of: ["HTTPFetch", "TestSupport"]),
        tests("SQLiteKitTests", of: ["SQLiteKit"]),
        tests("StorageMemoryTests", of: ["StorageMemory", "StorageConformance", "IdentityCore"]),
        tests(
            "StorageSQLiteTests",
            of: [
                "StorageSQLite", "StorageConformance", "IdentityCore", "IdentityServices", "OpaqueTokens", "SQLiteKit",
                "Threading",
            ]),
        tests("JSONTextTests", of: ["JSONText"]),
        tests(
            "DesiredStateTextTests",
            of: ["DesiredStateText", "IdentityCore", "IdentityServices", "JSONText", "TestSupport"]),
        tests("CommandParsingTests", of: ["CommandParsing", "TestSupport"]),
        tests("DelimitedTextTests", of: ["DelimitedText"]),
        tests("GraphQLKitTests", of: ["GraphQLKit", "JSONText"]),
        tests("EventLogTests", of: ["EventLog", "JSONText", "Threading"]),
        tests("MetricsTests", of: ["Metrics"]),
        tests("LDAPTestServerTests", of: ["CLDAP", "JSONText", "LDAPTestServer", "TestSupport", "Threading"]),
        tests("SMTPKitTests", of: ["SMTPKit", "TestSupport"]),
        tests("LDAPKitTests", of: ["LDAPKit", "TestSupport", "Threading"]),
        tests("MailDeliveryTests", of: ["MailDelivery", "SMTPKit", "IdentityCore", "TestSupport", "Threading"]),
        tests("SlapdTests", of: ["TestSupport"]),
        tests("WallsTests", of: []),
        tests("FlowTests", of: ["gatehouse", "gatehouse-server", "JSONText", "SQLiteKit", "TestSupport"]),
        tests("CryptographyTests", of: ["Cryptography"]),
        tests("JOSETests", of: ["Cryptography", "JOSE", "JSONText"]),
        tests("UnicodeTextTests", of: ["UnicodeText"]),
        tests("PasswordHashingTests", of: ["PasswordHashing", "IdentityCore", "Cryptography"]),
        tests("OpaqueTokensTests", of: ["OpaqueTokens", "IdentityCore", "Cryptography", "Threading"]),
        tests(
            "TokenSigningTests",
            of: [
                "Cryptography", "IdentityCore", "IdentityServices", "JOSE", "JSONText", "OpaqueTokens", "StorageMemory",
                "TestSupport", "TokenSigning",
            ]),
        tests(
            "ProviderLocalTests",
            of: [
                "ProviderLocal", "SourceConformance", "PasswordHashing", "OpaqueTokens", "IdentityCore", "Cryptography",
                "Threading",
            ]),
        tests(
            "ProviderLDAPTests",
            of: [
                "ProviderLDAP", "SourceConformance", "IdentityCore", "JSONText", "LDAPKit", "LDAPTestServer",
                "TestSupport", "Threading",
            ]),
        tests(
            "ProviderTokenTests",
            of: [
                "IdentityCore", "HTTPFetch", "JSONText", "OutsideTokens", "ProviderToken", "SourceConformance",
                "TestSupport", "Threading",
            ]),
        tests(
            "ProviderSSOTests",
            of: ["IdentityCore", "OutsideTokens", "ProviderSSO", "SourceConformance", "TestSupport"]),
        // The built programs, as child processes.
        tests("CommandLineTests", of: ["gatehouse", "gatehouse-server", "SQLiteKit", "TestSupport"]),
    ])
)

// MARK: - One place for what every target has in common

func strictSettings() -> [SwiftSetting] {
    var settings: [SwiftSetting] = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
    // Scripts/test and CI set this: a warning is then an error.
    if ProcessInfo.processInfo.environment["GATEHOUSE_WARNINGS_AS_ERRORS"] == "1" {
        settings.append(.treatAllWarnings(as: .error))
    }
    return settings
}

func names(_ list: [String]) -> [Target.Dependency] { list.map { .init(stringLiteral: $0) } }

/// A Debian library as a module map and a `shim.h`; `Scripts/dependencies` installs the package named here.
func library(_ name: String, pkgConfig: String? = nil, debian: String? = nil) -> Target {
    .systemLibrary(
        name: name, path: "Modules/C/\(name)", pkgConfig: pkgConfig, providers: debian.map { [.apt([$0])] })
}

/// A module in its family's room; each has a README that says what it owns and what it must not know.
func module(_ name: String, in family: String, uses: [String] = []) -> Target {
    .target(
        name: name, dependencies: names(uses), path: "Modules/\(family)/\(name)", exclude: ["README.md"],
        swiftSettings: strictSettings())
}

/// One API over the use cases; every dialect may use the same.
func dialect(_ name: String, and more: [String] = []) -> Target {
    module(
        name, in: "Dialects",
        uses: ["DialectKit", "IdentityCore", "IdentityServices", "HTTPCore", "JSONText"] + more)
}

func application(_ name: String, uses: [String]) -> Target {
    .executableTarget(
        name: name, dependencies: names(uses), path: "Apps/\(name)", exclude: ["README.md"],
        swiftSettings: strictSettings())
}

func tests(_ name: String, of uses: [String]) -> Target {
    .testTarget(name: name, dependencies: names(uses), path: "Tests/\(name)", swiftSettings: strictSettings())
}

func dialectTests(_ name: String) -> Target {
    tests(
        name + "Tests",
        of: [name, "DialectKit", "HTTPCore", "IdentityCore", "IdentityServices", "JSONText", "TestSupport"])
}

/// With GATEHOUSE_ROOMS only the test rooms named there are built: `GATEHOUSE_ROOMS="JSONTextTests" swift build --build-tests`.
func rooms(of targets: [Target]) -> [Target] {
    guard let wanted = ProcessInfo.processInfo.environment["GATEHOUSE_ROOMS"] else { return targets }
    let names = Set(wanted.split(separator: " ").map(String.init))
    return targets.filter { !$0.isTest || names.contains($0.name) }
}
