package io.voucherctl.server.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.voucherctl.server.http.TlsStanding;
import io.voucherctl.server.quota.FleetShare;
import io.voucherctl.server.quota.InvalidEntry;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /status} says, as JSON. Counts are since {@code startedAt} and start anew with the
 * process; of each row and each sum {@code offered = admitted + limited + shed + refused} and
 * {@code admitted = answered + left + inFlight} hold exactly. What is null or an empty map is left
 * out; who reads it ignores fields it does not know.
 *
 * @param quotaRevision of the book in force
 * @param quotaAgeSeconds since that book came into force
 * @param fleet how many gateways share every quota; the quotas shown are whole ones
 * @param quotaSource where that book comes from; the last good one stays while it is gone
 * @param tenantSource where the tenants and their keys come from
 * @param limiter who decides; left out of a gateway that shares no buckets
 * @param tls of the tenants' port; left out where that does not speak TLS
 * @param startedAt RFC 3339
 * @param total everything that reached the gateway
 * @param tenants all known tenants, in order of their ids
 * @param departed what tenants did who have left since, by route
 * @param unknown requests that are no tenant's
 * @param unauthorized requests refused with 401
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GatewayStatus(
    String schema,
    String quotaRevision,
    long quotaAgeSeconds,
    SourceStatus quotaSource,
    SourceStatus tenantSource,
    List<InvalidEntry> invalidQuotas,
    QuotaFigures defaultQuota,
    FleetFigures fleet,
    HeapUse heap,
    OverloadStatus overload,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LimiterStatus limiter,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TlsFigures tls,
    String startedAt,
    RouteStatus total,
    List<TenantStatus> tenants,
    List<RouteStatus> departed,
    RouteStatus unknown,
    long unauthorized) {
  public static final String SCHEMA = "voucherctl.gateway-status/v1";

  /**
   * The fleet, as this gateway knows it.
   *
   * @param readyReplicas 0 while nobody has counted them
   * @param problem why the number may be out of date, if it may
   */
  public record FleetFigures(int readyReplicas, @Nullable String problem) {
    static FleetFigures of(FleetShare share) {
      return new FleetFigures(share.ready(), share.problem());
    }
  }

  /**
   * The certificate that new connections get.
   *
   * @param subject whom it names, as an X.500 name
   * @param notAfter RFC 3339, the last moment it is good at
   * @param loadedAt RFC 3339, when it was taken over
   * @param problem why the files as they are now are not taken over; null when they are in force
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TlsFigures(
      String subject, String notAfter, String loadedAt, @Nullable String problem) {
    static TlsFigures of(TlsStanding standing) {
      return new TlsFigures(
          standing.subject(),
          standing.notAfter().toString(),
          standing.loadedAt().toString(),
          standing.problem());
    }
  }

  /**
   * Whether what is in force is what its source says.
   *
   * @param confirmedAt RFC 3339, when that was last seen; null when never
   * @param unreachableSince RFC 3339, the first look of those that failed since; null while none
   *     does
   * @param problem why the last look failed
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SourceStatus(
      @Nullable String confirmedAt,
      @Nullable Long confirmedAgeSeconds,
      @Nullable String unreachableSince,
      @Nullable String problem) {}

  /**
   * A quota in force.
   *
   * @param rate such as {@code 50/s}
   * @param routes the caps, by method and template
   * @param concurrency null for no cap of the tenant's own
   * @param mode enforce or shadow
   * @param source own, plan or default: who says the rate
   * @param plan the plan the tenant's own entry names
   * @param until RFC 3339, when a lease ends
   * @param then what follows a lease
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record QuotaFigures(
      String rate,
      @JsonInclude(JsonInclude.Include.ALWAYS) long burst,
      SortedMap<String, LimitFigures> routes,
      @Nullable Integer concurrency,
      String mode,
      String source,
      @Nullable String plan,
      @Nullable String until,
      @Nullable QuotaFigures then) {
    public QuotaFigures {
      routes = orEmpty(routes);
    }
  }

  /** A route's cap. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record LimitFigures(String rate, long burst) {}

  /** One tenant, with the routes it has called and the sum over them. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record TenantStatus(
      String tenant, QuotaFigures quota, RouteStatus total, List<RouteStatus> routes) {}

  /**
   * What came and what became of it.
   *
   * @param route a template, or {@code *} for all of them
   * @param limited rejected by the quota
   * @param shed turned away so that the gateway stays alive
   * @param refused before any quota was asked
   * @param upstreamErrors answered, in the upstream's stead
   * @param answered admitted, and an answer's head was sent
   * @param left admitted, and the client had gone before
   * @param shadowLimited admitted, though over a quota that is not enforced
   * @param by the same counts by kind
   * @param responseTime null for a sum of which not every part has a histogram
   * @param histogram response times in microseconds: HdrHistogram's compressed V2 encoding in
   *     base64; null unless asked for
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RouteStatus(
      String route,
      long offered,
      long admitted,
      long limited,
      long shed,
      long refused,
      long upstreamErrors,
      long answered,
      long left,
      long inFlight,
      long shadowLimited,
      Kinds by,
      @Nullable Percentiles responseTime,
      @Nullable String histogram) {}

  /**
   * Counts by kind; what never came is left out.
   *
   * @param limited tenant, route or concurrency: what was run into
   * @param refused credentials, malformed, slow, body_too_large, target_too_long,
   *     headers_too_large, not_spoken, limiter, internal
   * @param answered 2xx to 5xx, other
   * @param upstreamErrors connect, timeout, broken
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Kinds(
      SortedMap<String, Long> limited,
      SortedMap<String, Long> shadowLimited,
      SortedMap<String, Long> refused,
      SortedMap<String, Long> answered,
      SortedMap<String, Long> upstreamErrors) {
    public Kinds {
      limited = orEmpty(limited);
      shadowLimited = orEmpty(shadowLimited);
      refused = orEmpty(refused);
      answered = orEmpty(answered);
      upstreamErrors = orEmpty(upstreamErrors);
    }
  }

  /** Response times of admitted requests; zeros while there are none. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Percentiles(
      long count,
      long totalMicros,
      long p50Micros,
      long p99Micros,
      long p999Micros,
      long maxMicros) {}

  private static <V> SortedMap<String, V> orEmpty(@Nullable SortedMap<String, V> map) {
    return map == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(map);
  }
}
