package io.voucherctl.commands.load;

import io.voucherctl.commands.load.http.HttpVersion;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plan file says. Everything may be missing, because flags may say it instead.
 *
 * @param path of the file, null when there is none
 * @param tenantsFile ids and keys
 * @param tenants who calls how often and how
 * @param places where each tenant stands in the file
 * @param ownConnections by tenant
 */
record PlanFile(
    @Nullable Path path,
    @Nullable URI target,
    @Nullable Path tenantsFile,
    @Nullable HttpVersion http,
    @Nullable Path authorities,
    @Nullable Duration duration,
    @Nullable Duration warmup,
    @Nullable Duration timeout,
    @Nullable Long seed,
    @Nullable Integer codes,
    @Nullable Integer connections,
    List<LoadPlan.TenantLoad> tenants,
    Map<String, PlanMistakes.Place> places,
    Map<String, Integer> ownConnections,
    List<ThresholdText> failIf,
    List<ThresholdText> abortIf) {
  static final String SCHEMA = "voucherctl.load-plan/v1";

  /** No file: everything comes from flags. */
  static final PlanFile NONE =
      new PlanFile(
          null, null, null, null, null, null, null, null, null, null, null, List.of(), Map.of(),
          Map.of(), List.of(), List.of());

  /** Every tenant of the file has keys; those that have none are said with their places. */
  void requireKnown(List<String> known) {
    if (path == null) {
      return;
    }
    PlanMistakes mistakes = new PlanMistakes(path);
    places.forEach((tenant, place) -> {
      if (!known.contains(tenant)) {
        mistakes.add(place, PlanMap.unknown("tenant", tenant, "the tenants file", known));
      }
    });
    mistakes.throwIfAny();
  }
}
