import IdentityCore

extension SourcePromise {
    static let answers = [
        SourcePromise("the right password proves who the person is") {
            try await $0.authenticate($0.login, $0.password).requireVerified(as: $0.externalID)
        },
        SourcePromise("the same person is verified again and again") { fixture in
            for _ in 0..<3 {
                try await fixture.authenticate(fixture.login, fixture.password)
                    .requireVerified(as: fixture.externalID)
            }
        },
        SourcePromise("a wrong password is an answer and no error") {
            try await $0.authenticate($0.login, Secret("not the password")).requireRejected()
        },
        SourcePromise("the right password still works after a wrong one") {
            try await $0.authenticate($0.login, Secret("not the password")).requireRejected()
            try await $0.authenticate($0.login, $0.password).requireVerified(as: $0.externalID)
        },
        SourcePromise("a login that nobody has is unknown") {
            try await $0.authenticate("nobody-\($0.login)", $0.password).requireUnknown()
        },
        SourcePromise("characters that mean something to a filter match nobody") { fixture in
            for name in fixture.hostileLogins {
                try await fixture.authenticate(name, fixture.password).requireNotVerified()
            }
        },
    ]
}
