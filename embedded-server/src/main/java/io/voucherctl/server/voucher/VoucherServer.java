package io.voucherctl.server.voucher;

import io.voucherctl.server.http.HttpServer;
import io.voucherctl.server.voucher.api.Access;
import io.voucherctl.server.voucher.api.VoucherApi;
import io.voucherctl.server.voucher.store.StoreAddress;
import io.voucherctl.server.voucher.store.VoucherStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The voucher API of all tenants on one port. Without keys of its own it trusts the tenant header:
 * then only the gateway, which checks credentials, may reach it.
 */
public final class VoucherServer implements AutoCloseable {
  private static final int MAX_BODY_BYTES = 10_000_000;

  /**
   * Bodies are collected in memory before they are handled, and the heap is small: two of the
   * largest at a time, while each may be copied once as it grows.
   */
  private static final long MOST_HELD_BYTES = 32_000_000;

  /**
   * How to run it.
   *
   * @param port 0 takes any free one
   * @param store where the vouchers are kept
   * @param tenants a tenants file, or a directory of keys, to check credentials by; none takes the
   *     gateway's word
   * @param random draws ids and codes; must be safe for several threads and hard to guess
   */
  public record Plan(
      String host,
      int port,
      StoreAddress store,
      Optional<Path> tenants,
      InstantSource clock,
      RandomGenerator random) {

    /** Behind a gateway. */
    public Plan(
        String host, int port, StoreAddress store, InstantSource clock, RandomGenerator random) {
      this(host, port, store, Optional.empty(), clock, random);
    }
  }

  private final VoucherStore store;
  private final Access access;
  private final HttpServer http;

  private VoucherServer(VoucherStore store, Access access, HttpServer http) {
    this.store = store;
    this.access = access;
    this.http = http;
  }

  /**
   * Serves when this returns.
   *
   * @throws IOException when keys or database cannot be opened or the address cannot be had
   * @throws IllegalArgumentException when the tenants file is broken
   */
  public static VoucherServer start(Plan plan) throws IOException {
    Access access = Access.by(plan.tenants());
    try {
      return start(plan, access);
    } catch (IOException | RuntimeException e) {
      access.close();
      throw e;
    }
  }

  private static VoucherServer start(Plan plan, Access access) throws IOException {
    VoucherStore store = VoucherStore.open(plan.store());
    try {
      VoucherApi api = new VoucherApi(store, plan.clock(), plan.random(), access);
      HttpServer.Options options =
          HttpServer.Options.of("voucher", plan.host(), plan.port())
              .withMaxBodyBytes(MAX_BODY_BYTES)
              .withMaxHeldBytes(MOST_HELD_BYTES)
              .withClock(plan.clock());
      HttpServer http = HttpServer.start(options, api.handler(), api.errorShape());
      return new VoucherServer(store, access, http);
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
    access.close();
    store.close();
  }
}
