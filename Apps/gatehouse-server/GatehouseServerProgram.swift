import ServerProgram

@main
struct GatehouseServerProgram {
    static func main() { GatehouseServer.main() }
}
