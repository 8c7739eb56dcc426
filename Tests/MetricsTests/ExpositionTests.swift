import Testing

@testable import Metrics

@Suite struct ExpositionTests {
    @Test func aCounterWithoutLabelsIsShownFromTheStart() {
        let registry = MetricRegistry()
        let counter = registry.counter("starts_total", help: "Starts.")
        #expect(registry.exposition() == "# HELP starts_total Starts.\n# TYPE starts_total counter\nstarts_total 0\n")
        counter.increment()
        counter.increment(by: 4)
        #expect(registry.exposition().hasSuffix("starts_total 5\n"))
    }

    @Test func labelValuesAndHelpAreEscaped() {
        let registry = MetricRegistry()
        let family = registry.counters("logins_total", help: "Back\\slash\nand \"quotes\".", labels: ["outcome"])
        family[["a\"b\\c\nd"]].increment()
        let expected = #"""
            # HELP logins_total Back\\slash\nand "quotes".
            # TYPE logins_total counter
            logins_total{outcome="a\"b\\c\nd"} 1

            """#
        #expect(registry.exposition() == expected)
    }

    @Test func aHistogramCountsEachObservationInItsBucketAndAllAbove() {
        let registry = MetricRegistry()
        let histogram = registry.histogram("wait_seconds", help: "Waiting.", bounds: [0.1, 1, 10])
        for value in [0.05, 0.1, 0.5, 10, 99, .nan, .infinity] { histogram.observe(value) }
        let expected = """
            # HELP wait_seconds Waiting.
            # TYPE wait_seconds histogram
            wait_seconds_bucket{le="0.1"} 2
            wait_seconds_bucket{le="1"} 3
            wait_seconds_bucket{le="10"} 4
            wait_seconds_bucket{le="+Inf"} 5
            wait_seconds_sum 109.65
            wait_seconds_count 5

            """
        #expect(registry.exposition() == expected)
    }

    @Test func aHistogramWithLabelsShowsThemBeforeTheBound() {
        let registry = MetricRegistry()
        let family = registry.histograms("request_seconds", help: "Requests.", labels: ["route"], bounds: [1])
        family[["/me"]].observe(2)
        #expect(registry.exposition().contains(#"request_seconds_bucket{route="/me",le="1"} 0"# + "\n"))
        #expect(registry.exposition().contains(#"request_seconds_count{route="/me"} 1"# + "\n"))
    }

    @Test func readValuesOfOneNameShareTheirHeader() {
        let registry = MetricRegistry()
        for (pool, depth) in [("hashing", 3.0), ("writer", 0.5)] {
            registry.read("pool_waiting", help: "Waiting.", labels: [MetricLabel(name: "pool", value: pool)]) { depth }
        }
        registry.read("log_lines_dropped_total", .counter, help: "Dropped.") { 7 }
        let expected = """
            # HELP pool_waiting Waiting.
            # TYPE pool_waiting gauge
            pool_waiting{pool="hashing"} 3
            pool_waiting{pool="writer"} 0.5
            # HELP log_lines_dropped_total Dropped.
            # TYPE log_lines_dropped_total counter
            log_lines_dropped_total 7

            """
        #expect(registry.exposition() == expected)
    }

    @Test(arguments: [
        (Double.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (0, "0"), (12, "12"), (0.25, "0.25"),
    ])
    func numbersAreWrittenAsPrometheusReadsThem(number: Double, text: String) {
        #expect(Exposition.number(number) == text)
    }
}
