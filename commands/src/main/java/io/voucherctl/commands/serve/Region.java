package io.voucherctl.commands.serve;

/** A region that is up; closing it stops every process that it started. */
final class Region implements AutoCloseable {
  private final RegionAddress address;
  private final int gateways;
  private final RegionParts parts;

  Region(RegionAddress address, int gateways, RegionParts parts) {
    this.address = address;
    this.gateways = gateways;
    this.parts = parts;
  }

  RegionAddress address() {
    return address;
  }

  int gateways() {
    return gateways;
  }

  @Override
  public void close() {
    parts.close();
  }
}
