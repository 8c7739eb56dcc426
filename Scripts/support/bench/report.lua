-- Shared by the load scripts: one line of JSON at the end.
function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format(
        '{"requests":%d,"seconds":%.6f,"refused":%d,"failed":%d,"p50":%.3f,"p99":%.3f}\n',
        summary.requests, summary.duration / 1e6, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end

-- Gives each thread of wrk a number of its own.
local threads = 0
function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end
