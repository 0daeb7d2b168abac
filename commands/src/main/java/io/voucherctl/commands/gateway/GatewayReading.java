package io.voucherctl.commands.gateway;

import io.voucherctl.server.gateway.FleetStatus.Replica;
import io.voucherctl.server.gateway.FleetStatus.Unreachable;
import java.util.List;

/** What gateways answered, and who did not. */
public record GatewayReading(List<Replica> replicas, List<Unreachable> unreachable) {}
