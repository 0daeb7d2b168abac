package io.voucherctl.commands.quota;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who changed the quotas last, when, why, and what held before. What is not known is null. */
public record LastChange(
    @Nullable String by,
    @Nullable Instant at,
    @Nullable String reason,
    @Nullable String previous) {}
