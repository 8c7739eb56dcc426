import Foundation

/// What the doctor has said.
struct DoctorRun {
    let run: CommandRun
    let verdict: String?
    let steps: [[String: Any]]

    init(_ run: CommandRun) throws {
        self.run = run
        let object = try run.json()
        verdict = object["verdict"] as? String
        steps = object["steps"] as? [[String: Any]] ?? []
    }

    func result(_ name: String) -> String? { step(name)?["result"] as? String }
    func step(_ name: String) -> [String: Any]? { steps.first { $0["name"] as? String == name } }
    /// The step that failed, and what it says can be done.
    var failed: (name: String?, advice: String?) {
        let step = steps.first { $0["result"] as? String == "failed" }
        return (step?["name"] as? String, step?["advice"] as? String)
    }
}
