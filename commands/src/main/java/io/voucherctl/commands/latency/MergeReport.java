package io.voucherctl.commands.latency;

import java.time.Instant;
import java.util.List;

/**
 * What a merge wrote.
 *
 * @param requests how many values the new log holds: as many as its sources together
 */
public record MergeReport(
    String schema,
    List<String> files,
    String out,
    Instant start,
    double durationSeconds,
    long intervals,
    long requests) {
  public static final String SCHEMA = "voucherctl.latency-merge/v1";
}
