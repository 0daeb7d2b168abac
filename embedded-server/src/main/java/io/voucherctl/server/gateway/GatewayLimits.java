package io.voucherctl.server.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.voucherctl.server.gateway.GatewayStatus.QuotaFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /limits/TENANT} says, as JSON: whether a request would be limited now. Asking takes
 * no token. What is null is left out.
 *
 * @param route the template it would be counted under; null when none was asked about
 * @param limited it would be answered with 429
 * @param shadowLimited it would be admitted only because the quota is not enforced
 * @param by tenant, route or concurrency: what it would run into
 * @param limit of what it would run into, or else of the tenant
 * @param remaining of the same, before this request
 * @param retryAfterSeconds what {@code Retry-After} would say; 0 when nothing stands in the way
 * @param retryAfterMillis the same, exactly
 * @param inFlight requests of the tenant under way
 * @param bounds all it would have to pass, in the order they are asked
 * @param quota in force
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatewayLimits(
    String schema,
    String tenant,
    @Nullable String route,
    boolean limited,
    boolean shadowLimited,
    @Nullable String by,
    long limit,
    long remaining,
    long retryAfterSeconds,
    long retryAfterMillis,
    int inFlight,
    List<BoundFigures> bounds,
    QuotaFigures quota) {
  public static final String SCHEMA = "voucherctl.gateway-limits/v1";

  /**
   * One limit.
   *
   * @param bound tenant, route or concurrency
   * @param retryAfterMillis until there is room; 0 when there is
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record BoundFigures(String bound, long limit, long remaining, long retryAfterMillis) {}
}
