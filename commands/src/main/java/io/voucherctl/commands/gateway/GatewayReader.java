package io.voucherctl.commands.gateway;

import java.time.Duration;

/** Where gateways are asked for their status. */
@FunctionalInterface
public interface GatewayReader {
  /** At least one answer; none at all within {@code patience} is a Failure. */
  GatewayReading read(Duration patience);
}
