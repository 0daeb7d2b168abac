-- The request that every tool of the benchmark sends; prints the answers per second.
wrk.method = "POST"
wrk.body = '{"order":{"amount":2000}}'
wrk.headers["Content-Type"] = "application/json"
wrk.headers["X-App-Id"] = "bench"
wrk.headers["X-App-Token"] = "bench-token"
done = function(summary)
  io.write(string.format("report %.1f\n", summary.requests / summary.duration * 1e6))
end
