import IdentityCore
import Testing

extension StorageConformance {
    static let uniquenessPromises: [StoragePromise] = [
        StoragePromise("a login is unique whatever its letter case, and the refusal names it") { storage in
            try await storage.insert(Sample.user(1, "Anna"))
            await storage.expectRefusal(.alreadyExists(.user, field: "login")) {
                try $0.userWrites.insert(Sample.user(2, "aNNA"))
            }
            #expect(try await storage.find(.id(Sample.userID(2))) == nil)
        },
        StoragePromise("two logins are one when their keys are, however they are written") { storage in
            try await storage.insert(Sample.user(1, "anna"))
            await storage.expectRefusal(.alreadyExists(.user, field: "login")) { store in
                var user = Sample.user(2)
                user.login = Login(storedDisplay: "ＡＮＮＡ", key: "anna")
                try store.userWrites.insert(user)
            }
        },
        StoragePromise("a mail address is unique whatever its letter case, and many users have none") { storage in
            try await storage.insert(Sample.user(1, email: "a@example.org"), Sample.user(2), Sample.user(3))
            await storage.expectRefusal(.alreadyExists(.user, field: "email")) {
                try $0.userWrites.insert(Sample.user(4, email: "A@Example.org"))
            }
        },
        StoragePromise("a name at a source is unique there, exactly as written, and free at another") { storage in
            let corp = SourceID(rawValue: "corp")
            try await storage.insert(
                Sample.user(1, externalID: "e"), Sample.user(2, externalID: "E"),
                Sample.user(3, source: corp, externalID: "e"), Sample.user(4, source: corp),
                Sample.user(5, source: corp),
                Sample.user(6, externalID: "\u{E9}"), Sample.user(7, externalID: "e\u{301}"))
            await storage.expectRefusal(.alreadyExists(.user, field: "externalID")) {
                try $0.userWrites.insert(Sample.user(8, source: corp, externalID: "e"))
            }
            #expect(try await storage.find(.external(corp, "e"))?.id == Sample.userID(3))
            #expect(try await storage.find(.external(.local, "e\u{301}"))?.id == Sample.userID(7))
        },
        StoragePromise("replacing a user can't take another's names, and keeping its own is no clash") { storage in
            try await storage.insert(
                Sample.user(1, "anna", email: "anna@example.org", externalID: "e1"),
                Sample.user(2, "bert", email: "bert@example.org", externalID: "e2"))
            let clashes: [(String, User)] = [
                ("login", Sample.user(2, "Anna", email: "bert@example.org", externalID: "e2")),
                ("email", Sample.user(2, "bert", email: "ANNA@example.org", externalID: "e2")),
                ("externalID", Sample.user(2, "bert", email: "bert@example.org", externalID: "e1")),
            ]
            for (field, user) in clashes {
                await storage.expectRefusal(.alreadyExists(.user, field: field)) { try $0.userWrites.replace(user) }
            }
            let same = Sample.user(2, "BERT", email: "Bert@example.org", externalID: "e2")
            try await storage.write { try $0.userWrites.replace(same) }
            #expect(try await storage.find(.id(same.id))?.login.display == "BERT")
        },
        StoragePromise("an id is given once") { storage in
            try await storage.insert(Sample.user(1, "anna"))
            await storage.expectRefusal(.alreadyExists(.user, field: "id")) {
                try $0.userWrites.insert(Sample.user(1, "bert"))
            }
        },
    ]
}
