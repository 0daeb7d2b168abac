package io.voucherctl.server.voucher.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that a caller was told of by an id, to look up what became of it.
 *
 * @param type what kind of work, such as {@code VOUCHERS_IMPORT}
 * @param result a JSON object
 * @param updatedAt null until its status changed
 */
public record AsyncAction(
    String id,
    String type,
    Status status,
    String result,
    Instant createdAt,
    @Nullable Instant updatedAt) {

  /** How far it is. */
  public enum Status {
    IN_PROGRESS,
    DONE,
    FAILED
  }
}
