/// One thing a program can do. `init` checks the arguments before anything is opened; `run` does the work.
package protocol Command<Context>: Sendable {
    /// What the command works with, made by the program from the shared options.
    associatedtype Context: Sendable

    static var declaration: CommandDeclaration { get }

    /// - Throws: `UsageError` for values that have the right shape and the wrong content.
    init(_ arguments: ParsedArguments) throws(UsageError)

    /// - Throws: `CommandFailure`, or what the program's `explain` understands.
    func run(in context: Context) async throws
}
