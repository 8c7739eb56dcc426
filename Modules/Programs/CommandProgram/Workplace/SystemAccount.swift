import Glibc

/// The account of the machine that runs this program, for audit records.
enum SystemAccount {
    /// Its name, or the number of the user when it has none.
    static var name: String {
        let number = getuid()
        guard let entry = getpwuid(number), let name = entry.pointee.pw_name else { return String(number) }
        return String(cString: name)
    }
}
