/** Latency figures, their recording in HdrHistogram logs, and reports from those logs. */
@NullMarked
package io.voucherctl.commands.latency;

import org.jspecify.annotations.NullMarked;
