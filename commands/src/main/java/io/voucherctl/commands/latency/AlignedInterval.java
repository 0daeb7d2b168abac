package io.voucherctl.commands.latency;

import java.util.List;

/**
 * What several logs hold about the same stretch of time.
 *
 * @param fromMillis since the epoch; the earliest start of its lines
 * @param toMillis the latest end of its lines
 */
public record AlignedInterval(long fromMillis, long toMillis, List<HlogLine> lines) {}
