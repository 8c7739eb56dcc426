import CSVSource
import ServerProgram

@main
struct CSVGatehouseServer {
    static func main() { GatehouseServer.main(sources: [CSVSource.self]) }
}
