package io.voucherctl.commands.load;

import io.voucherctl.commands.load.LoadPlan.TenantLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The tenants of a plan file; an entry whose name is a pattern stands for many. */
final class PlanTenants {
  private static final List<String> SHARED =
      List.of("operations", "keys", "max-in-flight", "connections");
  private static final List<String> KEYS =
      List.of(
          "name",
          "count",
          "rate",
          "total-rate",
          "spread",
          "stages",
          "concurrency",
          "operations",
          "keys",
          "max-in-flight",
          "connections");

  /** The model of one tenant of an entry; null when there is a mistake in it. */
  @FunctionalInterface
  interface ModelOf {
    @Nullable LoadModel of(String tenant);
  }

  private final PlanMistakes mistakes;
  private final @Nullable Duration duration;
  private final int codes;
  private final PlanStages stages;
  private final List<TenantLoad> loads = new ArrayList<>();
  private final Map<String, PlanMistakes.Place> places = new LinkedHashMap<>();
  private final Map<String, Integer> connections = new LinkedHashMap<>();
  private PlanShape defaults;

  /**
   * @param codes vouchers of each tenant, null when the file does not say
   */
  PlanTenants(
      Path file, @Nullable Duration duration, @Nullable Integer codes, PlanMistakes mistakes) {
    this.mistakes = mistakes;
    this.duration = duration;
    this.codes = codes == null ? LoadJob.DEFAULT_CODES : codes;
    this.stages = new PlanStages(file, mistakes);
    this.defaults = PlanShape.NONE;
  }

  void read(PlanMap plan) {
    Node shared = plan.get("defaults");
    if (shared != null) {
      PlanMap map = new PlanMap(shared, "the defaults", SHARED, mistakes);
      defaults = PlanShape.read(map, PlanShape.NONE, codes, mistakes);
    }
    for (Node item : plan.items("tenants")) {
      PlanMap entry = new PlanMap(item, "a tenant", KEYS, mistakes);
      if (entry.isMapping()) {
        entry(entry);
      }
    }
  }

  List<TenantLoad> loads() {
    return loads;
  }

  Map<String, PlanMistakes.Place> places() {
    return places;
  }

  Map<String, Integer> connections() {
    return connections;
  }

  private void entry(PlanMap entry) {
    List<String> names = entry.required("name", "a tenant", TenantNames::of);
    Integer count = entry.number("count", 1, TenantNames.MOST);
    if (names != null && count != null && names.size() != count) {
      entry.mistake(
          "count",
          "count: the name stands for "
              + names.size()
              + " tenants, not "
              + count
              + "; write a pattern such as tenant-{1.."
              + count
              + "}");
    }
    PlanShape shape = PlanShape.read(entry, defaults, codes, mistakes);
    List<ModelOf> models = new PlanModels(entry, stages, duration, mistakes).read(names);
    if (names != null && places.size() + names.size() > TenantNames.MOST) {
      entry.mistake("name", "a plan has at most " + TenantNames.MOST + " tenants");
      return;
    }
    for (int i = 0; names != null && i < names.size(); i++) {
      add(entry, names.get(i), models.isEmpty() ? null : models.get(i), shape);
    }
  }

  private void add(PlanMap entry, String name, @Nullable ModelOf model, PlanShape shape) {
    PlanMistakes.Place place = PlanMistakes.Place.of(entry.nodeOf("name").getStartMark());
    PlanMistakes.Place first = places.putIfAbsent(name, place);
    if (first != null) {
      mistakes.add(place, "tenant '" + name + "' stands at " + first + " already");
      return;
    }
    mistakes.visit(1);
    if (shape.connections() != null) {
      connections.put(name, shape.connections());
    }
    LoadModel made = model == null ? null : model.of(name);
    if (made != null) {
      loads.add(shape.load(name, made));
    }
  }
}
