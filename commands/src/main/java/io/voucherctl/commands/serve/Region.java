package io.voucherctl.commands.serve;

import io.voucherctl.commands.serve.demo.DemoReport;
import org.jspecify.annotations.Nullable;

/** A region that is up; closing it stops every process that it started. */
final class Region implements AutoCloseable {
  private final RegionAddress address;
  private final int gateways;
  private final @Nullable DemoReport demo;
  private final RegionParts parts;

  Region(RegionAddress address, int gateways, @Nullable DemoReport demo, RegionParts parts) {
    this.address = address;
    this.gateways = gateways;
    this.demo = demo;
    this.parts = parts;
  }

  RegionAddress address() {
    return address;
  }

  int gateways() {
    return gateways;
  }

  /** What became of the demo data; null without. */
  @Nullable DemoReport demo() {
    return demo;
  }

  @Override
  public void close() {
    parts.close();
  }
}
