import Testing

@Suite struct UsageErrorTests {
    private static let id = "019ab7c2-5c1e-7d2a-9f30-3c1d2e4f5a6b"

    @Test(arguments: [
        (["user", "create"], "LOGIN is missing"),
        (["user", "create", "ada"], "no terminal to ask for a password at; give --password-file FILE"),
        (["user", "create", "ada", "--no-password", "--password-file", "x"], "give only one of --password-file and"),
        (["user", "create", "ada", "--no-password", "--permanent"], "--permanent goes with a password only"),
        (["role", "create", "x", "--reach", "servr"], "did you mean server?"),
        (["group", "move", "ops"], "give --under or --top"),
        (["group", "edit", "ops"], "nothing to change; give one of --name, --about"),
        (["group", "edit", "ops", "--role", "x", "--no-roles"], "give --role or --no-roles, not both"),
        (["group", "delete", "ops"], "no terminal to ask at; say --yes"),
        (["explain", "ada", "everything"], "PERMISSION looks like type:action"),
        (["user", "create", "ada", "--password", "x"], "unknown option --password"),
        (["user", "edit", "ada"], "nothing to change; give one of --login, --email"),
        (["user", "edit", "ada", "--email", "x", "--no-email"], "give --email or --no-email, not both"),
        (["user", "list", "--enabled", "--disabled"], "give --enabled or --disabled, not both"),
        (["user", "list", "--limit", "0"], "--limit must be a whole number from 1"),
        (["user", "delete", "ada"], "no terminal to ask at; say --yes"),
        (["user", "set-password", "ada"], "no terminal to ask for a password at"),
        (["user", "set-password", "ada", "secret"], "unexpected argument 'secret'"),
        (["key", "create", "ci"], "give --user USER or --global, and not both"),
        (["key", "create", "ci", "--global"], "--global needs at least one --group GROUP"),
        (["key", "create", "ci", "--user", "admin", "--group", "x"], "--group and --organization go with --global"),
        (["key", "create", "ci", "--user", "admin", "--expires", "soon"], "--expires is a time such as"),
        (["key", "rotate", "\(UsageErrorTests.id)", "--overlap", "1"], "--overlap is a number with a unit"),
        (["key", "edit", "\(UsageErrorTests.id)"], "nothing to change; give one of --name, --about"),
        (["key", "edit", "\(UsageErrorTests.id)", "--expires", "1d", "--no-expiry"], "give --expires or --no-expiry"),
        (["key", "show", "ci"], "KEY is an id"),
        (["key", "delete", "\(UsageErrorTests.id)"], "no terminal to ask at; say --yes"),
        (["secret", "set", "admin", "hub"], "no terminal to ask for the value at; give --value-file FILE"),
        (["secret", "set", "admin", "hub", "sesame"], "unexpected argument 'sesame'"),
        (["secret", "set", "admin", "hub", "--value-file", "-", "--detail", "[]"], "--detail is a JSON object"),
        (["secret", "delete", "admin", "hub"], "no terminal to ask at; say --yes"),
        (["session", "end"], "give a SESSION or --user USER, and not both"),
        (["session", "end", "ada"], "SESSION is an id"),
        (["database", "backup"], "FILE is missing"),
        (["init", "--config", "x"], "init makes a data folder; give --data DIR"),
        (["init", "--port", "65536"], "--port must be a whole number from 0 to 65535"),
        (["user", "creat"], "did you mean user create?"),
    ])
    func aCommandLineThatIsNotUnderstoodChangesNothing(words: [String], message: String) throws {
        let site = try Site.initialized()
        let run = try site.run(words)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("gatehouse: "))
        #expect(run.errors.contains(message))
        #expect(run.errors.contains("\nUsage: gatehouse "))
        #expect(try site.run("user", "list", "--json").list().count == 1)
    }
}
