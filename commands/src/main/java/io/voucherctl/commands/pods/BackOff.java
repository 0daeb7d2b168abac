package io.voucherctl.commands.pods;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A container's present wait.
 *
 * @param nextRestartAt the earliest moment; the kubelet acts at its next sync after it
 * @param unitSeconds the first step; 10 on a real cluster
 */
public record BackOff(
    BigDecimal stepSeconds, @Nullable Instant nextRestartAt, BigDecimal unitSeconds) {}
