package io.voucherctl.commands.latency;

import org.HdrHistogram.Histogram;

/**
 * One interval of one tag in a log.
 *
 * @param number of the line, from 1
 * @param fromMillis since the epoch; since some moment of its own in a log without a base time
 * @param histogram whoever receives it owns it
 */
public record HlogLine(
    long number, SampleKey key, long fromMillis, long toMillis, Histogram histogram) {}
