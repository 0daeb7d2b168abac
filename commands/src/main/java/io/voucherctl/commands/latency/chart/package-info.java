/**
 * How latencies look: percentile curves and their course over time, in a terminal, as SVG and on
 * one HTML page. What is drawn is summed up as intervals come, in constant memory.
 */
@NullMarked
package io.voucherctl.commands.latency.chart;

import org.jspecify.annotations.NullMarked;
