package io.voucherctl.commands.gateway;

/** Where gateways are asked for their status. */
@FunctionalInterface
public interface GatewayReader {
  /** At least one answer; none at all is a Failure. */
  GatewayReading read();
}
