/**
 * Says whether a run is slower than another, and how sure that is: resampled intervals, one family
 * of comparisons. Engines here know no file but what {@code BinnedRun} reads.
 */
@NullMarked
package io.voucherctl.commands.latency.compare;

import org.jspecify.annotations.NullMarked;
