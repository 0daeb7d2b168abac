package io.voucherctl.commands.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Reads gateways whose admin ports somebody knows; no cluster is asked. */
public final class AdminGatewayReader implements GatewayReader {
  private final List<AdminAddress> addresses;

  public AdminGatewayReader(List<URI> admins) {
    this.addresses = admins.stream().distinct().map(AdminAddress::of).toList();
  }

  @Override
  public GatewayReading read(Duration patience) {
    return new AdminPorts(patience)
        .ask(addresses, "is that the admin port, and does a gateway run there?");
  }
}
