package io.voucherctl.commands.latency;

/** Which of a request's two clocks. */
public enum LatencyKind {
  /** From the moment the request was due until its end: what a caller waits. */
  RESPONSE_TIME,
  /** From the moment the request was really sent until its end. */
  SERVICE_TIME
}
