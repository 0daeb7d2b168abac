package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.BinaryOperator;

/**
 * What every unit of work needs.
 *
 * @param mergeMetadata the stored JSON object with the keys of the sent one laid over it
 */
public record Desk(InstantSource clock, Ids ids, BinaryOperator<String> mergeMetadata) {

  /** The time as it is stored and answered: whole milliseconds. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
