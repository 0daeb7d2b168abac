package io.voucherctl.commands.latency.chart;

/**
 * What one stretch of time held.
 *
 * @param count of response times; with 0 the percentiles mean nothing
 */
record Moment(long p50Nanos, long p99Nanos, long count) {}
