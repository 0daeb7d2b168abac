package io.voucherctl.commands.gateway;

import io.voucherctl.server.gateway.FleetStatus.Replica;
import io.voucherctl.server.gateway.GatewayStatus;
import io.voucherctl.server.gateway.GatewayStatus.FleetFigures;
import io.voucherctl.server.gateway.GatewayStatus.Kinds;
import io.voucherctl.server.gateway.GatewayStatus.LimitFigures;
import io.voucherctl.server.gateway.GatewayStatus.Percentiles;
import io.voucherctl.server.gateway.GatewayStatus.QuotaFigures;
import io.voucherctl.server.gateway.GatewayStatus.RouteStatus;
import io.voucherctl.server.gateway.GatewayStatus.SourceStatus;
import io.voucherctl.server.gateway.GatewayStatus.TenantStatus;
import io.voucherctl.server.gateway.HeapUse;
import io.voucherctl.server.gateway.OverloadStatus;
import io.voucherctl.server.quota.InvalidEntry;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two gateways that do not agree on one quota; one of them has lost its source. */
final class Replicas {
  private static final String VALIDATE = "/v1/vouchers/{code}/validate";

  /** 21 and 28 response times of up to 60 ms. */
  private static final String FEW =
      "HISTFAAAAEZ4nJNpmSzMwMCgwwABTFCaEULN+G//AcL6yc3UzshUyRTOJMikz+TOJMrEzcTEytTJyKTNJM/EwMTOxAwm"
          + "WZl4mQCSaghl";

  private static final String MORE =
      "HISTFAAAAE54nJNpmSzMwMBgygABTFCaEUI9/W//AcJq5GbiZZrIxLSVkWkhI5MwEzcTP5M2EwOTJpMgkzGQxcIN5PAy"
          + "sTAA+YFMrExANi8TAODfCNc=";

  private Replicas() {}

  static List<Replica> two() {
    return List.of(new Replica("gateway-a", first()), new Replica("gateway-b", second()));
  }

  static GatewayStatus first() {
    RouteStatus validate = row(VALIDATE, 61, 21, 40, 0, 21, 0, FEW);
    RouteStatus none = row("*", 0, 0, 0, 0, 0, 0, null);
    QuotaFigures acme = quota("20/s", 40, 5, "own", null);
    return status(
        "4711",
        new SourceStatus("2030-01-01T00:09:59Z", 1L, null, null),
        List.of(),
        List.of(
            new TenantStatus("acme", acme, row("*", 61, 21, 40, 0, 21, 0, FEW), List.of(validate)),
            new TenantStatus("bolt", quota("5/s", 10, null, "default", null), none, List.of())),
        List.of(row(VALIDATE, 3, 0, 3, 0, 0, 0, null)),
        row("other", 7, 0, 0, 7, 0, 0, null),
        row("*", 71, 21, 43, 7, 21, 0, FEW));
  }

  static GatewayStatus second() {
    RouteStatus validate = row(VALIDATE, 30, 29, 1, 0, 24, 4, MORE);
    return status(
        "4710",
        new SourceStatus(
            "2030-01-01T00:05:00Z", 300L, "2030-01-01T00:05:00Z", "there is nothing at /quotas"),
        List.of(new InvalidEntry("carl", "no rate")),
        List.of(
            new TenantStatus(
                "acme",
                quota("50/s", 80, null, "own", "2030-01-01T01:00:00Z"),
                row("*", 30, 29, 1, 0, 24, 4, MORE),
                List.of(validate))),
        List.of(),
        row("other", 0, 0, 0, 0, 0, 0, null),
        row("*", 30, 29, 1, 0, 24, 4, MORE));
  }

  private static GatewayStatus status(
      String revision,
      SourceStatus source,
      List<InvalidEntry> invalid,
      List<TenantStatus> tenants,
      List<RouteStatus> departed,
      RouteStatus unknown,
      RouteStatus total) {
    return new GatewayStatus(
        GatewayStatus.SCHEMA,
        revision,
        90,
        source,
        new SourceStatus("2030-01-01T00:09:59Z", 1L, null, null),
        invalid,
        quota("10/s", 20, null, "default", null),
        new FleetFigures(2, null),
        new HeapUse(9_000_000, 12_000_000, 32_000_000),
        new OverloadStatus("normal", "2030-01-01T00:00:00Z", 28.5, 80, 90, 0, 512, List.of()),
        null,
        null,
        "2030-01-01T00:00:00Z",
        total,
        tenants,
        departed,
        unknown,
        unknown.refused());
  }

  private static QuotaFigures quota(
      String rate, long burst, Integer concurrency, String source, String until) {
    Map<String, LimitFigures> routes =
        until == null ? Map.of() : Map.of("POST /v1/vouchers", new LimitFigures("1/s", 1));
    return new QuotaFigures(
        rate,
        burst,
        new TreeMap<>(routes),
        concurrency,
        "enforce",
        source,
        null,
        until,
        until == null ? null : quota("5/s", 10, null, "default", null));
  }

  private static RouteStatus row(
      String route,
      long offered,
      long admitted,
      long limited,
      long refused,
      long answered,
      long left,
      String histogram) {
    return new RouteStatus(
        route,
        offered,
        admitted,
        limited,
        0,
        refused,
        0,
        answered,
        left,
        admitted - answered - left,
        0,
        new Kinds(
            kind("tenant", limited),
            kind("tenant", 0),
            kind("credentials", refused),
            kind("2xx", answered),
            kind("connect", 0)),
        new Percentiles(answered + left, 20_000 * (answered + left), 1, 1, 1, 1),
        histogram);
  }

  private static SortedMap<String, Long> kind(String name, long count) {
    return new TreeMap<>(count == 0 ? Map.of() : Map.of(name, count));
  }
}
