import Testing

@testable import Metrics

@Suite struct MetricFamilyTests {
    @Test func theSameLabelsGiveTheSameMetric() {
        let family = MetricRegistry().counters("a_total", help: "A.", labels: ["method", "status"])
        #expect(family[["GET", "200"]] === family[["GET", "200"]])
        #expect(family[["GET", "200"]] !== family[["200", "GET"]])
    }

    @Test func pastTheLimitNewLabelSetsAreCountedTogether() {
        let registry = MetricRegistry(labelSetLimit: 3)
        let family = registry.counters("a_total", help: "A.", labels: ["name"])
        for number in 0..<1_000 { family[["n\(number)"]].increment() }
        family[["n1"]].increment()
        let expected = """
            # HELP a_total A.
            # TYPE a_total counter
            a_total{name="n0"} 1
            a_total{name="n1"} 2
            a_total{name="n2"} 1
            a_total{name="other"} 997

            """
        #expect(registry.exposition() == expected)
    }

    @Test func noIncrementOfManyTasksIsLost() async {
        let registry = MetricRegistry()
        let family = registry.counters("a_total", help: "A.", labels: ["name"])
        let histogram = registry.histogram("b_seconds", help: "B.", bounds: [1])
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1_000 {
                        family[["x"]].increment()
                        histogram.observe(0.5)
                    }
                }
            }
        }
        #expect(family[["x"]].value == 8_000)
        #expect(histogram.cumulativeCounts == [8_000, 8_000])
        #expect(histogram.sum == 4_000)
    }

    @Test func aMetricNamedTwiceStopsTheProgram() async {
        await #expect(processExitsWith: .failure) {
            let registry = MetricRegistry()
            _ = registry.counter("a_total", help: "A.")
            _ = registry.counter("a_total", help: "A.")
        }
    }

    @Test func aMalformedNameStopsTheProgram() async {
        await #expect(processExitsWith: .failure) {
            _ = MetricRegistry().counter("a-total", help: "A.")
        }
    }
}
