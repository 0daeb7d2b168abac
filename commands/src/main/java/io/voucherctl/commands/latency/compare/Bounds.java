package io.voucherctl.commands.latency.compare;

/**
 * What is allowed.
 *
 * @param maxRegression as a part: 0.05 lets a percentile rise and the throughput fall by 5 %
 * @param maxErrorRise as a part of all requests: 0.01 lets the share of errors rise by a point
 * @param strict an uncertain difference, too, makes the comparison inconclusive
 */
record Bounds(double maxRegression, double maxErrorRise, boolean strict) {}
