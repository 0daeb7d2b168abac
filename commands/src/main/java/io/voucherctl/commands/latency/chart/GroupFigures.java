package io.voucherctl.commands.latency.chart;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * One group of samples as charts need it.
 *
 * @param offered how many there were, however they ended
 * @param outcomes how often each outcome came; empty when the log does not tell
 * @param answered response times in nanoseconds
 * @param moments one for each stretch of the grid
 */
record GroupFigures(
    String name,
    long offered,
    Map<String, Long> outcomes,
    Histogram answered,
    List<Moment> moments) {}
