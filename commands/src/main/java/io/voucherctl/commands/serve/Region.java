package io.voucherctl.commands.serve;

import io.voucherctl.commands.serve.demo.DemoRun;
import org.jspecify.annotations.Nullable;

/** A region that is up; closing it stops every process that it started. */
final class Region implements AutoCloseable {
  private final RegionAddress address;
  private final int gateways;
  private final @Nullable DemoRun demo;
  private final RegionParts parts;

  Region(RegionAddress address, int gateways, @Nullable DemoRun demo, RegionParts parts) {
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

  /** The demo data; null without. */
  @Nullable DemoRun demo() {
    return demo;
  }

  @Override
  public void close() {
    parts.close();
  }
}
