package io.voucherctl.commands.latency;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What was fired in one stretch of a run, complete: every request of it has ended. A request counts
 * where it was fired, however late its end was, and its value runs from its intended start.
 *
 * @param fromNanos since the start of the measured time
 * @param toNanos since the same moment; not part of the stretch
 * @param responseTimes nanoseconds, only for keys that occurred. A request that was dropped, or
 *     whose connection failed, has a key of its own and so touches nobody's percentiles. Whoever
 *     receives an interval reads its histograms before it returns: they are used again.
 */
public record Interval(long fromNanos, long toNanos, Map<SampleKey, Histogram> responseTimes) {}
