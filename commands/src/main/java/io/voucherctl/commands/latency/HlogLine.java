package io.voucherctl.commands.latency;

/**
 * One interval of one tag in a log.
 *
 * @param number of the line, from 1
 * @param fromMillis since the epoch; since some moment of its own in a log without a base time
 */
public record HlogLine(
    long number, SampleKey key, long fromMillis, long toMillis, RecordedValues values) {}
