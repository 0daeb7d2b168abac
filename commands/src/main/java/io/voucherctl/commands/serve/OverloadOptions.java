package io.voucherctl.commands.serve;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.gateway.OverloadLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a gateway turns requests away to stay alive. */
final class OverloadOptions {
  private static final String SHED_AT = "--shed-at";
  private static final String REFUSE_AT = "--refuse-at";
  private static final String MAX_IN_FLIGHT = "--max-in-flight";

  @Option(
      names = SHED_AT,
      paramLabel = "SHARE",
      defaultValue = "80%",
      converter = HeapMark.Converter.class,
      description =
          "Turn the heaviest tenant's new requests away while this much of a gateway's heap cannot"
              + " be freed, then the next heaviest's; or off. Default: ${DEFAULT-VALUE}.")
  private HeapMark shedAt = new HeapMark(80);

  @Option(
      names = REFUSE_AT,
      paramLabel = "SHARE",
      defaultValue = "90%",
      converter = HeapMark.Converter.class,
      description =
          "Refuse connections and all but a trickle of requests from here on; or off. Default:"
              + " ${DEFAULT-VALUE}.")
  private HeapMark refuseAt = new HeapMark(90);

  @Option(
      names = MAX_IN_FLIGHT,
      paramLabel = "N",
      description =
          "Most requests under way in one gateway; no tenant gets all the places. Default: one for"
              + " every 64 KB of heap, 64 to 1024.")
  private @Nullable Integer maxInFlight;

  OverloadLimits limits() {
    try {
      return new OverloadLimits(shedAt.percent(), refuseAt.percent(), maxInFlight);
    } catch (IllegalArgumentException e) {
      throw new Failure.BadInput(String.valueOf(e.getMessage()));
    }
  }

  /** The options that say this; none for the defaults. */
  static List<String> of(OverloadLimits limits) {
    List<String> options = new ArrayList<>();
    OverloadLimits usual = OverloadLimits.DEFAULTS;
    if (!limits.equals(usual)) {
      options.addAll(List.of(SHED_AT, HeapMark.format(limits.shedAtPercent())));
      options.addAll(List.of(REFUSE_AT, HeapMark.format(limits.refuseAtPercent())));
    }
    if (limits.inFlight() != null) {
      options.addAll(List.of(MAX_IN_FLIGHT, limits.inFlight().toString()));
    }
    return options;
  }
}
