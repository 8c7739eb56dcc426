import CommandParsing
import IdentityCore
import JSONText

/// Steps of looking at a source or a sign-in: a line each, what was seen below it, and advice set off.
enum StepLines {
    private static let indent = String(repeating: " ", count: 9)

    static func text(_ steps: [SourceStep], _ style: TextStyle) -> String {
        let width = steps.map(\.name.rawValue.count).max() ?? 0
        return steps.map { step in
            let head = [
                style.text(padded(step.result.mark, 7), step.result.tone), padded(step.name.rawValue, width),
                String(repeating: " ", count: max(0, 10 - step.time.count)) + style.text(step.time, .faint),
                PrintableText.sanitized(step.words),
            ]
            let facts = step.facts.map { "\(indent)\($0.name): \($0.value)" }.map(PrintableText.sanitized)
            let advice = step.advice.map { "\(indent)→ " + PrintableText.sanitized($0) }
            return ([head.joined(separator: "  ")] + facts + (advice.map { [style.text($0, .caution)] } ?? []))
                .map { $0 + "\n" }.joined()
        }.joined()
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

extension SourceStep {
    var object: JSONObject {
        [
            "name": .string(name.rawValue), "result": .string(result.rawValue), "milliseconds": .number(milliseconds),
            "words": .string(words),
            "facts": .array(facts.map { ["name": .string($0.name), "value": .string($0.value)] }),
            "advice": .text(advice),
        ]
    }

    /// To three places.
    private var milliseconds: Double { Double(duration / .microseconds(1)).rounded() / 1_000 }

    /// To one place; nothing for a step that was left out.
    fileprivate var time: String {
        guard result != .skipped else { return "" }
        let tenths = Int((milliseconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) ms"
    }
}

extension SourceStep.Result {
    fileprivate var mark: String {
        switch self {
        case .ok: "ok"
        case .warning: "!"
        case .failed: "failed"
        case .skipped: "skipped"
        }
    }

    fileprivate var tone: TextStyle.Tone {
        switch self {
        case .ok: .good
        case .warning: .caution
        case .failed: .bad
        case .skipped: .faint
        }
    }
}
