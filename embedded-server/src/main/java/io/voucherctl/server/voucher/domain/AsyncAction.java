package io.voucherctl.server.voucher.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that was answered before it was done, and how it went.
 *
 * @param type what was to be done, such as {@code VOUCHERS_IMPORT}
 * @param status {@code IN_PROGRESS}, {@code DONE} or {@code FAILED}
 * @param result a JSON object, opaque here
 * @param updatedAt null until it ended
 */
public record AsyncAction(
    String id,
    String type,
    String status,
    String result,
    Instant createdAt,
    @Nullable Instant updatedAt) {}
