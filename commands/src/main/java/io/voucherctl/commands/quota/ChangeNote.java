package io.voucherctl.commands.quota;

import org.jspecify.annotations.Nullable;

/**
 * What is kept beside a change, for whoever asks later.
 *
 * @param previous what held before, such as {@code acme: 50/s burst 50}
 */
public record ChangeNote(@Nullable String reason, String previous) {}
