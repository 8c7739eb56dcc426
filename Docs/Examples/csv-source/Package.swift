// swift-tools-version:6.2
// A package with a user source of its own. Yours names Gatehouse by the address of its repository in the place of `path`.
import PackageDescription

let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")]

let source = Target.Dependency.product(name: "GatehouseSource", package: "gatehouse")
let conformance = Target.Dependency.product(name: "GatehouseSourceConformance", package: "gatehouse")
let server = Target.Dependency.product(name: "GatehouseServerProgram", package: "gatehouse")
let commandLine = Target.Dependency.product(name: "GatehouseCommandProgram", package: "gatehouse")

let package = Package(
    name: "csv-source",
    dependencies: [.package(name: "gatehouse", path: "../../..")],
    targets: [
        .target(name: "CSVSource", dependencies: [source], swiftSettings: settings),
        // The two programs of Gatehouse, with one more kind of source.
        .executableTarget(
            name: "csv-gatehouse-server", dependencies: ["CSVSource", server], swiftSettings: settings),
        .executableTarget(name: "csv-gatehouse", dependencies: ["CSVSource", commandLine], swiftSettings: settings),
        .testTarget(
            name: "CSVSourceTests",
            dependencies: ["CSVSource", source, conformance, "csv-gatehouse-server", "csv-gatehouse"],
            swiftSettings: settings),
    ]
)
