import Glibc
import SQLiteKit

func systemMessage(_ number: Int32) -> String { String(cString: strerror(number)) }

/// The file on the disk: made for its owner only, and recognised before anything is done to it.
enum DatabaseFile {
    /// "GATE" in the header of every database of ours.
    static let applicationID: Int64 = 0x4741_5445

    /// - Returns: whether the file is new.
    static func createIfMissing(_ path: String) throws(SQLiteOpenProblem) -> Bool {
        do { try create(path) } catch .alreadyExists { return false }
        return true
    }

    /// Makes an empty file that only its owner may read (SQLite gives its side files the same mode). Where the folder
    /// can't be written to the disk, no file is left behind.
    static func create(
        _ path: String, sync: (_ path: String) throws(SQLiteOpenProblem) -> Void = syncFolder
    ) throws(SQLiteOpenProblem) {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            switch errno {
            case EEXIST: throw .alreadyExists(path: path)
            case ENOENT: throw .notADirectory(path: path)
            default: throw .system(path: path, errno: errno)
            }
        }
        Glibc.close(descriptor)
        do throws(SQLiteOpenProblem) { try sync(path) } catch {
            unlink(path)
            throw error
        }
    }

    static func exists(_ path: String) -> Bool { Glibc.access(path, F_OK) == 0 }

    /// A new name survives a power cut only when its folder has been written too.
    static func syncFolder(of path: String) throws(SQLiteOpenProblem) {
        let folder = path.contains("/") ? String(path[..<path.lastIndex(of: "/")!]) + "/" : "."
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path: folder, errno: errno) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(path: folder, errno: errno) }
    }

    /// One statement, so that both are of one moment while another process makes the database.
    private static let look = SQL(
        "SELECT (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)")

    enum Content { case empty, gatehouse }

    /// Looks without changing anything.
    static func recognise(_ connection: SQLiteConnection, path: String) throws(SQLiteOpenProblem) -> Content {
        do throws(SQLiteError) {
            let (id, names) = try connection.first(look) { ($0.int64(0), $0.int(1)) } ?? (0, 0)
            if id == applicationID { return .gatehouse }
            if id == 0, names == 0 { return .empty }
        } catch {
            if error.kind != .notADatabase { throw .sqlite(path: path, error) }
        }
        throw .notGatehouse(path: path)
    }
}
