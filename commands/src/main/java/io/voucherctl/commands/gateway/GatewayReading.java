package io.voucherctl.commands.gateway;

import io.voucherctl.server.gateway.FleetStatus.Replica;
import java.util.List;

/**
 * What gateways answered.
 *
 * @param notes who did not, and why
 */
public record GatewayReading(List<Replica> replicas, List<String> notes) {}
