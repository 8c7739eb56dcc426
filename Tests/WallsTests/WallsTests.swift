import Testing

/// Faults that `Scripts/walls` must find, each planted in a copy of this very tree.
@Suite struct WallsTests {
    /// What is planted in one file, and what must be said.
    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        let path: String
        let text: String
        let message: String

        var testDescription: String { name }
    }

    private static let core = "Modules/Core/IdentityCore/Planted.swift"
    private static let services = "Modules/Core/IdentityServices/Planted.swift"
    private static let dialect = "Modules/Dialects/DialectNative/Planted.swift"
    private static let program = "Modules/Programs/CommandProgram/Planted.swift"

    static let faults = [
        Fault(
            name: "a dialect imports the store", path: dialect, text: "import StorageSQLite",
            message: "\(dialect):1: DialectNative must not import StorageSQLite: a dialect never sees the store"),
        Fault(
            name: "a dialect imports another", path: dialect, text: "\n@testable import struct DialectOperations.X",
            message: "\(dialect):2: DialectNative must not import DialectOperations: a dialect never sees"),
        Fault(
            name: "the core imports C", path: core, text: "private import CSQLite",
            message: "\(core):1: IdentityCore must not import CSQLite: the core speaks no wire and touches no C"),
        Fault(
            name: "the core imports Foundation", path: core, text: "package import Foundation",
            message: "\(core):1: IdentityCore must not import Foundation:"),
        Fault(
            name: "the core imports Glibc behind a semicolon", path: core,
            text: "import FoundationEssentials; import Glibc",
            message: "\(core):1: IdentityCore must not import Glibc: the system modules allowed here are"),
        Fault(
            name: "a service imports a provider", path: services, text: "import ProviderLocal",
            message: "\(services):1: IdentityServices must not import ProviderLocal: use cases reach the world"),
        Fault(
            name: "a provider imports the store", path: "Modules/Providers/ProviderLocal/Planted.swift",
            text: "import StorageMemory",
            message: "ProviderLocal must not import StorageMemory: a source is handed what it needs to know"),
        Fault(
            name: "the engine imports the core", path: "Modules/HTTP/HTTPEngine/Planted.swift",
            text: "import IdentityCore",
            message: "HTTPEngine must not import IdentityCore: the engine moves bytes"),
        Fault(
            name: "an import that is allowed but not declared", path: "Modules/Providers/ProviderLocal/Planted.swift",
            text: "import Threading",
            message: "ProviderLocal imports Threading without declaring it: add it to the module's line"),
        Fault(
            name: "unsafe memory in a service", path: services, text: "let size = UnsafeRawPointer.self",
            message: "\(services):1: IdentityServices must not use UnsafeRawPointer: unsafe memory"),
        Fault(
            name: "unsafe memory after an address in a string", path: services,
            text: #"let a = "http://x"; let size = withUnsafeBytes"#,
            message: "IdentityServices must not use withUnsafeBytes: unsafe memory"),
        Fault(
            name: "unchecked concurrency in a dialect", path: dialect,
            text: "\n\nfinal class Shared: @unchecked Sendable {}",
            message: "\(dialect):3: DialectNative must not use @unchecked Sendable: unsafe memory"),
        Fault(
            name: "an unsafe global in a program", path: program, text: "nonisolated(unsafe) var count = 0",
            message: "\(program):1: CommandProgram must not use nonisolated(unsafe): unsafe memory"),
        Fault(
            name: "a program imports a test kit", path: program, text: "import TestSupport",
            message: "CommandProgram must not import TestSupport: the command line links no engine"),
        Fault(
            name: "the command line imports the engine", path: program, text: "import HTTPEngine",
            message: "CommandProgram must not import HTTPEngine: the command line links no engine and no dialect"),
        Fault(
            name: "an executable opens the house itself", path: "Apps/gatehouse/Planted.swift",
            text: "import Composition",
            message: "gatehouse must not import Composition: an executable only starts its program"),
        Fault(
            name: "a dialect offers something to other packages", path: dialect, text: "\n  public struct Shown {}",
            message: "\(dialect):2: DialectNative must offer nothing to other packages: public stands only in"),
        Fault(
            name: "a service is open to other packages behind an attribute", path: services,
            text: "@dynamicMemberLookup final public class Shown {}",
            message: "\(services):1: IdentityServices must offer nothing to other packages: public stands only in"),
        Fault(
            name: "a file outside all targets", path: "Modules/Core/Planted.swift", text: "",
            message: "Modules/Core/Planted.swift: this file belongs to no target of Package.swift"),
    ]

    @Test func theTreeAsItStandsIsClean() throws {
        let answer = try TreeCopy().check()
        #expect(answer.status == 0)
        #expect(answer.lines == [])
    }

    @Test(arguments: faults)
    func aPlantedFaultIsFoundAndNamed(fault: Fault) throws {
        let tree = try TreeCopy()
        try tree.write(fault.text + "\n", to: fault.path)
        let answer = try tree.check()
        #expect(answer.status == 1)
        // A room that was closed until now has no label yet; that is another fault, and not the planted one.
        let found = answer.lines.filter { !$0.contains(" must say ") }
        #expect(found.count == 2, "the fault and the count: \(answer.lines)")
        #expect(answer.lines.contains { $0.contains(fault.message) }, "\(answer.lines)")
    }

    @Test func wordsInCommentsAndStringsAreNoFaults() throws {
        let tree = try TreeCopy()
        try tree.write(
            """
            // UnsafeRawPointer, and why we need none: see "Security"
            /* import CSQLite */
            let text = "@unchecked Sendable // import Foundation"
            """, to: Self.core)
        let answer = try tree.check()
        #expect(answer.status == 0)
        #expect(answer.lines == [])
    }

    @Test func aForbiddenEdgeInTheManifestIsFound() throws {
        let tree = try TreeCopy()
        try tree.replace(
            #"module("ProviderLocal", in: "Providers", uses: ["#,
            by: #"module("ProviderLocal", in: "Providers", uses: ["StorageMemory", "#, in: "Package.swift")
        let answer = try tree.check()
        #expect(answer.status == 1)
        #expect(
            answer.lines.contains {
                $0.hasPrefix("Package.swift: ProviderLocal must not import StorageMemory: a source is handed")
            })
    }

    @Test func aPackageDependencyIsFound() throws {
        let tree = try TreeCopy()
        try tree.replace(
            "dependencies: [],", by: #"dependencies: [.package(url: "https://example.org/x.git", from: "1.0.0")],"#,
            in: "Package.swift")
        let answer = try tree.check()
        #expect(answer.status == 1)
        #expect(answer.lines.contains { $0.hasPrefix("Package.swift: no package dependency is allowed") })
    }

    @Test func aFamilyWithoutALineInTheTableIsFound() throws {
        let tree = try TreeCopy()
        try tree.replace(
            #""ProviderLocal", in: "Providers""#, by: #""ProviderLocal", in: "Novelties""#, in: "Package.swift")
        let answer = try tree.check()
        #expect(answer.status == 1)
        #expect(
            answer.lines.contains {
                $0.contains("ProviderLocal lies in Modules/Novelties/ProviderLocal, a family without")
            })
    }

    @Test func aRoomWithoutALabelIsFound() throws {
        let tree = try TreeCopy()
        try tree.remove("Modules/Core/IdentityCore/README.md")
        try tree.write("# Threading\n\n**Owns** threads.\n", to: "Modules/Platform/Threading/README.md")
        let answer = try tree.check()
        #expect(answer.status == 1)
        #expect(
            answer.lines.contains {
                $0.hasPrefix("Modules/Core/IdentityCore/README.md: IdentityCore must say **Owns**")
            })
        #expect(answer.lines.contains { $0.contains("Threading must say **Must not know**") })
        #expect(answer.lines.count == 4)
    }
}
