import CSVSource
import CommandProgram

@main
struct CSVGatehouse {
    static func main() async { await GatehouseCommandLine.main(sources: [CSVSource.self]) }
}
