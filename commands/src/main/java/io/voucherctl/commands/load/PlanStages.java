package io.voucherctl.commands.load;

import io.voucherctl.commands.time.Durations;
import io.voucherctl.server.quota.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** The stages of a tenant in a plan file: a list of entries such as {@code constant: {...}}. */
final class PlanStages {
  private static final int MOST = 1_000;

  private static final Map<String, List<String>> KINDS = kinds();

  /** A stage of one tenant; null when there is a mistake in it. */
  @FunctionalInterface
  interface StageOf {
    @Nullable Stage of(String tenant);
  }

  private final Path file;
  private final PlanMistakes mistakes;
  private final Map<Path, RecordedCounts> records = new HashMap<>();

  PlanStages(Path file, PlanMistakes mistakes) {
    this.file = file;
    this.mistakes = mistakes;
  }

  List<StageOf> read(PlanMap entry) {
    List<Node> items = entry.items("stages");
    if (items.size() > MOST) {
      entry.mistake("stages", "stages: a tenant has at most " + MOST + " of them");
      return List.of();
    }
    return items.stream().map(this::stage).toList();
  }

  private StageOf stage(Node item) {
    List<String> names = List.copyOf(KINDS.keySet());
    PlanMap kinds = new PlanMap(item, "a stage", names, mistakes);
    if (kinds.keys().size() != 1 || !kinds.isSound()) {
      if (kinds.isSound() && item instanceof MappingNode) {
        mistakes.add(item, "a stage is one of " + String.join(", ", names));
      }
      return _ -> null;
    }
    String kind = kinds.keys().getFirst();
    PlanMap values =
        new PlanMap(kinds.nodeOf(kind), kind, KINDS.getOrDefault(kind, List.of()), mistakes);
    boolean endless = !values.has("for") && List.of("constant", "poisson", "replay").contains(kind);
    Duration lasts = endless ? null : values.required("for", "a " + kind, Durations::parse);
    if (lasts == null && !endless) {
      return _ -> null;
    }
    return kind.equals("replay")
        ? replay(values, lasts)
        : fixed(() -> make(kind, values, lasts), kinds.nodeOf(kind));
  }

  private @Nullable Stage make(String kind, PlanMap values, @Nullable Duration lasts) {
    return switch (kind) {
      case "constant" -> {
        Rate rate = rate(values, "rate", kind);
        yield rate == null ? null : new Stage.Constant(rate, lasts);
      }
      case "poisson" -> {
        Rate rate = rate(values, "rate", kind);
        yield rate == null ? null : new Stage.Poisson(rate, lasts);
      }
      case "burst" -> lasts == null ? null : burst(values, lasts);
      default -> lasts == null ? null : fromTo(kind, values, lasts);
    };
  }

  private @Nullable Stage fromTo(String kind, PlanMap values, Duration lasts) {
    Rate from = rate(values, "from", kind);
    Rate to = rate(values, "to", kind);
    boolean ramp = kind.equals("ramp");
    Integer steps = ramp ? Integer.valueOf(2) : steps(values);
    if (from == null || to == null || steps == null) {
      return null;
    }
    return ramp ? new Stage.Ramp(from, to, lasts) : new Stage.Step(from, to, steps, lasts);
  }

  private static @Nullable Integer steps(PlanMap values) {
    return values.required(
        "steps", "a step", text -> PlanMap.number("steps", text, 2, Stage.Step.MOST));
  }

  private @Nullable Stage burst(PlanMap values, Duration lasts) {
    Rate base = rate(values, "rate", "burst");
    Duration every = values.required("every", "a burst", Durations::parse);
    Duration length = values.required("length", "a burst", Durations::parse);
    if (values.has("peak") == values.has("extra")) {
      values.mistake(
          "extra",
          "a burst needs either 'peak' (a rate) or 'extra' (requests in each burst beside the"
              + " base)");
      return null;
    }
    Rate peak = values.value("peak", Rate::parse);
    Integer extra = values.number("extra", 1, 100_000_000);
    if (base == null || every == null || length == null || (peak == null && extra == null)) {
      return null;
    }
    return peak != null
        ? new BurstStage(base, peak, every, length, lasts)
        : BurstStage.extra(base, extra == null ? 0 : extra, every, length, lasts);
  }

  private StageOf replay(PlanMap values, @Nullable Duration lasts) {
    Path hlog = values.required("hlog", "a replay", file::resolveSibling);
    String named = values.value("tenant", text -> text);
    Arrivals arrivals = values.value("arrivals", PlanStages::arrivals);
    if (hlog == null) {
      return _ -> null;
    }
    return tenant -> {
      String whose = named == null ? tenant : named;
      try {
        RecordedCounts record = records.computeIfAbsent(hlog, RecordedCounts::read);
        List<RecordedCounts.Stretch> counts = record.of(whose);
        if (counts.isEmpty()) {
          values.mistake(
              named == null ? "hlog" : "tenant",
              PlanMap.unknown("tenant", whose, hlog.toString(), List.copyOf(record.tenants())));
          return null;
        }
        return new ReplayStage(
            hlog,
            whose,
            arrivals == Arrivals.poisson,
            counts,
            lasts == null ? record.lasts() : lasts);
      } catch (IllegalArgumentException e) {
        values.mistake("hlog", "replay: " + e.getMessage());
        return null;
      }
    };
  }

  private StageOf fixed(Supplier<@Nullable Stage> maker, Node node) {
    Stage made;
    try {
      made = maker.get();
    } catch (IllegalArgumentException e) {
      mistakes.add(node, String.valueOf(e.getMessage()));
      made = null;
    }
    Stage stage = made;
    return _ -> stage;
  }

  private static @Nullable Rate rate(PlanMap values, String key, String kind) {
    return values.required(key, "a " + kind, Rate::parse);
  }

  private static Arrivals arrivals(String text) {
    for (Arrivals arrivals : Arrivals.values()) {
      if (arrivals.name().equals(text)) {
        return arrivals;
      }
    }
    throw new IllegalArgumentException("'" + text + "' must be constant or poisson");
  }

  private static Map<String, List<String>> kinds() {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    kinds.put("constant", List.of("rate", "for"));
    kinds.put("ramp", List.of("from", "to", "for"));
    kinds.put("step", List.of("from", "to", "steps", "for"));
    kinds.put("burst", List.of("rate", "peak", "extra", "every", "length", "for"));
    kinds.put("poisson", List.of("rate", "for"));
    kinds.put("replay", List.of("hlog", "tenant", "arrivals", "for"));
    return kinds;
  }
}
