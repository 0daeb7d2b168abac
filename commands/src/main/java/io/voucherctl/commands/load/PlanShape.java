package io.voucherctl.commands.load;

import io.voucherctl.commands.load.http.LoadTarget;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** What a plan file says of a tenant beside how often it calls. */
record PlanShape(
    OperationMix mix, KeyDistribution keys, int mostInFlight, @Nullable Integer connections) {
  /** Nothing is said. */
  static final PlanShape NONE =
      new PlanShape(
          OperationMix.DEFAULT,
          KeyDistribution.UNIFORM,
          LoadPlan.TenantLoad.DEFAULT_IN_FLIGHT,
          null);

  private static final List<String> OPERATIONS = List.of("validate", "redeem", "publish", "guess");
  private static final List<String> DISTRIBUTIONS = List.of("uniform", "zipf", "hot");

  /** What is not said, or wrong, is as in {@code otherwise}. */
  static PlanShape read(PlanMap map, PlanShape otherwise, int codes, PlanMistakes mistakes) {
    OperationMix mix = mix(map, mistakes);
    KeyDistribution keys = keys(map, mistakes);
    if (keys instanceof KeyDistribution.Hot hot && hot.keys() > codes) {
      map.mistake(
          "keys", "keys: " + hot.keys() + " are hot, but a tenant has only " + codes + " vouchers");
    }
    Integer most = map.number("max-in-flight", 1, LoadPlan.TenantLoad.MAX_IN_FLIGHT);
    Integer connections = map.number("connections", 1, LoadTarget.MAX_CONNECTIONS);
    return new PlanShape(
        mix == null ? otherwise.mix : mix,
        keys == null ? otherwise.keys : keys,
        most == null ? otherwise.mostInFlight : most,
        connections == null ? otherwise.connections : connections);
  }

  LoadPlan.TenantLoad load(String tenant, LoadModel model) {
    return new LoadPlan.TenantLoad(tenant, model, mix, keys, mostInFlight);
  }

  /** {@code validate=80,redeem=20}, or the same as keys and values. */
  private static @Nullable OperationMix mix(PlanMap map, PlanMistakes mistakes) {
    Node node = map.get("operations");
    if (!(node instanceof MappingNode)) {
      return map.value("operations", OperationMix::parse);
    }
    PlanMap weights = new PlanMap(node, "operations", OPERATIONS, mistakes);
    Map<Operation, Integer> read = new EnumMap<>(Operation.class);
    for (String name : weights.keys()) {
      Integer weight = weights.number(name, 0, OperationMix.MAX_WEIGHT);
      // A wrong weight has been said; it shall not be taken for none.
      read.put(OperationMix.operation(name), weight == null ? 1 : weight);
    }
    return weights.isSound()
        ? made(() -> new OperationMix(read), "operations", node, mistakes)
        : null;
  }

  /** {@code zipf,exponent=1.1}, or {@code zipf: {exponent: 1.1}}. */
  private static @Nullable KeyDistribution keys(PlanMap map, PlanMistakes mistakes) {
    Node node = map.get("keys");
    if (!(node instanceof MappingNode)) {
      return map.value("keys", KeySpelling::parse);
    }
    PlanMap kinds = new PlanMap(node, "keys", DISTRIBUTIONS, mistakes);
    if (kinds.keys().size() != 1 || !kinds.isSound()) {
      if (kinds.isSound()) {
        mistakes.add(node, "keys: write one of " + String.join(", ", DISTRIBUTIONS));
      }
      return null;
    }
    String kind = kinds.keys().getFirst();
    Set<String> parts = KeySpelling.PARTS.getOrDefault(kind, Set.of());
    PlanMap values =
        new PlanMap(kinds.nodeOf(kind), kind, parts.stream().sorted().toList(), mistakes);
    Map<String, String> read = new HashMap<>();
    for (String part : values.keys()) {
      String value = values.value(part, text -> text);
      if (value == null) {
        return null;
      }
      read.put(part, value);
    }
    return made(() -> KeySpelling.of(kind, read), "keys", node, mistakes);
  }

  private static <T> @Nullable T made(
      java.util.function.Supplier<T> maker, String key, Node node, PlanMistakes mistakes) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      mistakes.add(node, key + ": " + e.getMessage());
      return null;
    }
  }
}
