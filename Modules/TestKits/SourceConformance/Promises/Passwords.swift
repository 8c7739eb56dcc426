import IdentityCore

extension SourcePromise {
    static let passwords = [
        SourcePromise("an empty password never verifies") {
            try await $0.authenticate($0.login, Secret("")).requireNotVerified()
            try await $0.authenticate("nobody-\($0.login)", Secret("")).requireNotVerified()
        },
        SourcePromise("an empty password does not verify even where it was set") {
            guard try await $0.setPassword(Secret("")) else { return }
            try await $0.authenticate($0.login, Secret("")).requireNotVerified()
        },
        SourcePromise("a password of 1,024 characters is compared whole") { fixture in
            let long = String(repeating: "a", count: 1_023)
            guard try await fixture.setPassword(Secret(long + "b")) else { return }
            try await fixture.authenticate(fixture.login, Secret(long + "b"))
                .requireVerified(as: fixture.externalID)
            for other in [long + "c", long, String(long.prefix(72)), long + "bb"] {
                try await fixture.authenticate(fixture.login, Secret(other)).requireRejected()
            }
        },
        SourcePromise("a password does not end at a NUL") { fixture in
            let withNUL = fixture.password.reveal { Secret($0 + "\0more") }
            try await fixture.authenticate(fixture.login, withNUL).requireNotVerified()
            try await fixture.authenticate(fixture.login, Secret("\0")).requireNotVerified()
        },
        SourcePromise("upper and lower case of a password differ") { fixture in
            guard try await fixture.setPassword(Secret("Correct Horse Battery")) else { return }
            try await fixture.authenticate(fixture.login, Secret("correct horse battery")).requireRejected()
        },
        SourcePromise("after a change only the new password verifies") { fixture in
            guard try await fixture.setPassword(Secret("quite another password")) else { return }
            try await fixture.authenticate(fixture.login, fixture.password).requireRejected()
            try await fixture.authenticate(fixture.login, Secret("quite another password"))
                .requireVerified(as: fixture.externalID)
        },
    ]
}
