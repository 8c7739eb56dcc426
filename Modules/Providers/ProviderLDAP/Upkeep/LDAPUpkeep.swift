import IdentityCore
import Threading

/// What an opened source holds open: its pool, and the threads of its doctor.
struct LDAPUpkeep: SourceUpkeep {
    let pool: WatchedPool
    let examiner: LDAPExaminer

    var health: SourceHealth { pool.health }

    func close() async {
        pool.close()
        examiner.threads.close()
    }
}
