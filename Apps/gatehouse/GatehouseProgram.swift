import CommandProgram

@main
struct GatehouseProgram {
    static func main() async { await GatehouseCommandLine.main() }
}
