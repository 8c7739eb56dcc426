import FoundationEssentials
import IdentityCore

/// Made-up users, told apart by their number: `user-0000000` and on.
enum SampleUsers {
    static func login(_ number: Int) -> Login {
        let name = "user-" + digits(number)
        return Login(storedDisplay: name, key: name)
    }

    static func user(_ number: Int, id: UserID, at moment: Date) -> User {
        let login = login(number), mail = "\(login.key)@example.org"
        return User(
            id: id, login: login, email: EmailAddress(storedDisplay: mail, key: mail),
            displayName: DisplayName(storedDisplay: "User \(digits(number))", key: "user \(digits(number))"),
            source: .local, createdAt: moment, updatedAt: moment)
    }

    private static func digits(_ number: Int) -> String {
        let text = String(number), width = 7
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
