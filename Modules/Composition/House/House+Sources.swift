package import IdentityCore
import Metrics

extension House {
    /// Sources whose last answer was a failure, in the order of the configuration. The others work meanwhile.
    package var failingSources: [SourceID] {
        sources.filter { $0.upkeep?.health.isFailing ?? false }.map(\.id)
    }

    func describeSources() {
        for source in sources {
            guard let upkeep = source.upkeep else { continue }
            metrics.read(
                "gatehouse_source_up", help: "0 when the source's last answer was a failure, otherwise 1.",
                labels: [MetricLabel(name: "source", value: source.id.rawValue)]
            ) { upkeep.health.isFailing ? 0 : 1 }
        }
    }
}

extension SourceHealth {
    fileprivate var isFailing: Bool { if case .failing = self { true } else { false } }
}
