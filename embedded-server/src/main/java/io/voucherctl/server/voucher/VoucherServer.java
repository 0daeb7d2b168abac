package io.voucherctl.server.voucher;

import io.voucherctl.server.http.HttpServer;
import io.voucherctl.server.voucher.api.VoucherApi;
import io.voucherctl.server.voucher.store.StoreAddress;
import io.voucherctl.server.voucher.store.VoucherStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * The voucher API of all tenants on one port. It trusts the tenant header: only the gateway, which
 * checks credentials, may reach it.
 */
public final class VoucherServer implements AutoCloseable {
  /** Bodies are collected in memory before they are handled, and the heap is small. */
  private static final int MAX_BODY_BYTES = 2 * 1024 * 1024;

  /**
   * How to run it.
   *
   * @param port 0 takes any free one
   * @param store where the vouchers are kept
   * @param random draws ids and codes; must be safe for several threads and hard to guess
   */
  public record Plan(
      String host, int port, StoreAddress store, InstantSource clock, RandomGenerator random) {}

  private final VoucherStore store;
  private final HttpServer http;

  private VoucherServer(VoucherStore store, HttpServer http) {
    this.store = store;
    this.http = http;
  }

  /**
   * Serves when this returns.
   *
   * @throws IOException when the database cannot be opened or the address cannot be had
   */
  public static VoucherServer start(Plan plan) throws IOException {
    VoucherStore store = VoucherStore.open(plan.store());
    try {
      VoucherApi api = new VoucherApi(store, plan.clock(), plan.random());
      HttpServer.Options options =
          HttpServer.Options.of("voucher", plan.host(), plan.port())
              .withMaxBodyBytes(MAX_BODY_BYTES)
              .withClock(plan.clock());
      return new VoucherServer(store, HttpServer.start(options, api.handler(), api.errorShape()));
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  public int port() {
    return http.port();
  }

  /** Answers the calls in flight, finishes the writes, closes the database. */
  @Override
  public void close() {
    http.close();
    store.close();
  }
}
