-- The figures of one run on one line: requests, requests/s, p50, p99, p99.9 in us, errors.
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("report %d %.1f %d %d %d %d\n",
    summary.requests, summary.requests / summary.duration * 1e6,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9),
    e.connect + e.read + e.write + e.timeout + e.status))
end
