package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Strategic merge patch: a merge patch in which the lists that have a merge key are merged element
 * by element. The keys are those of the served kinds' Kubernetes types; lists without one are
 * replaced. Knows {@code $patch} (merge, replace, delete), {@code $retainKeys}, {@code
 * $setElementOrder} and {@code $deleteFromPrimitiveList}.
 */
final class StrategicPatch {
  private static final String DIRECTIVE = "$patch";
  private static final String RETAIN_KEYS = "$retainKeys";
  private static final String ORDER = "$setElementOrder/";
  private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";

  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("ephemeralContainers", "name"),
          Map.entry("env", "name"),
          Map.entry("volumes", "name"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("resourceClaims", "name"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("volumeDevices", "devicePath"),
          Map.entry("ports", "containerPort"),
          Map.entry("conditions", "type"),
          Map.entry("ownerReferences", "uid"),
          Map.entry("hostAliases", "ip"),
          Map.entry("podIPs", "ip"),
          Map.entry("topologySpreadConstraints", "topologyKey"));

  private static final Set<String> PRIMITIVE_SETS = Set.of("finalizers");

  private final ResourceType type;

  private StrategicPatch(ResourceType type) {
    this.type = type;
  }

  /** Changes {@code target} and returns it. */
  static ObjectNode apply(ResourceType type, ObjectNode target, ObjectNode patch) {
    return new StrategicPatch(type).merge(target, patch);
  }

  private ObjectNode merge(ObjectNode target, ObjectNode patch) {
    switch (patch.path(DIRECTIVE).asText("merge")) {
      case "merge" -> retain(target, patch.path(RETAIN_KEYS));
      case "replace" -> target.removeAll();
      case "delete" -> {
        return target.removeAll();
      }
      default -> throw StatusException.badRequest("unknown $patch: " + patch.get(DIRECTIVE));
    }
    for (var entry : patch.properties()) {
      mergeField(target, entry.getKey(), entry.getValue());
    }
    for (var entry : patch.properties()) {
      if (entry.getKey().startsWith(ORDER)) {
        order(target, entry.getKey().substring(ORDER.length()), entry.getValue());
      }
    }
    return target;
  }

  private static void retain(ObjectNode target, JsonNode names) {
    if (names.isArray()) {
      List<String> kept = new ArrayList<>();
      names.forEach(name -> kept.add(name.asText()));
      target.retain(kept);
    }
  }

  private void mergeField(ObjectNode target, String name, JsonNode value) {
    if (name.startsWith(DELETE_VALUES)) {
      removeValues(target.path(name.substring(DELETE_VALUES.length())), value);
    } else if (name.startsWith("$")) {
      return; // the other directives have been read already
    } else if (value.isNull()) {
      target.remove(name);
    } else if (value instanceof ObjectNode nested) {
      ObjectNode into = target.get(name) instanceof ObjectNode there ? there : Json.object();
      target.set(name, merge(into, nested));
    } else if (value instanceof ArrayNode list) {
      ArrayNode into = target.get(name) instanceof ArrayNode there ? there : Json.array();
      target.set(name, mergeList(into, list, name));
    } else {
      target.set(name, value);
    }
  }

  private ArrayNode mergeList(ArrayNode target, ArrayNode patch, String name) {
    Optional<String> key = keyOf(name, patch);
    if (key.isPresent()) {
      return mergeKeyed(target, patch, key.get(), name);
    }
    if (!PRIMITIVE_SETS.contains(name)) {
      return patch;
    }
    Set<JsonNode> there = new HashSet<>();
    target.forEach(there::add);
    patch.forEach(value -> {
      if (there.add(value)) {
        target.add(value);
      }
    });
    return target;
  }

  private ArrayNode mergeKeyed(ArrayNode target, ArrayNode patch, String key, String name) {
    for (JsonNode element : patch) {
      if (element.path(DIRECTIVE).asText().equals("replace")) {
        target.removeAll();
      }
    }
    for (JsonNode element : patch) {
      String directive = element.path(DIRECTIVE).asText("merge");
      if (directive.equals("replace")) {
        continue;
      }
      if (!(element instanceof ObjectNode object) || !object.hasNonNull(key)) {
        throw StatusException.badRequest("an element of " + name + " has no merge key: " + key);
      }
      int at = indexOf(target, key, object.get(key));
      if (directive.equals("delete")) {
        if (at >= 0) {
          target.remove(at);
        }
      } else if (at >= 0 && target.get(at) instanceof ObjectNode there) {
        merge(there, object);
      } else {
        target.add(merge(Json.object(), object));
      }
    }
    return target;
  }

  /** Elements named in the order come in that order; the others keep their place behind them. */
  private void order(ObjectNode target, String name, JsonNode order) {
    if (!(target.get(name) instanceof ArrayNode list) || !(order instanceof ArrayNode wanted)) {
      return;
    }
    Optional<String> key = keyOf(name, list);
    List<JsonNode> ranks = new ArrayList<>();
    wanted.forEach(element -> ranks.add(rank(element, key)));
    List<JsonNode> elements = new ArrayList<>();
    list.forEach(elements::add);
    elements.sort(
        Comparator.comparingInt(element -> {
          int rank = ranks.indexOf(rank(element, key));
          return rank < 0 ? Integer.MAX_VALUE : rank;
        }));
    list.removeAll();
    list.addAll(elements);
  }

  private static JsonNode rank(JsonNode element, Optional<String> key) {
    return key.map(element::path).filter(rank -> !rank.isMissingNode()).orElse(element);
  }

  private static void removeValues(JsonNode list, JsonNode values) {
    Set<JsonNode> unwanted = new HashSet<>();
    values.forEach(unwanted::add);
    for (var left = list.elements(); left.hasNext(); ) {
      if (unwanted.contains(left.next())) {
        left.remove();
      }
    }
  }

  private Optional<String> keyOf(String name, ArrayNode list) {
    boolean objects = list.isEmpty() || list.get(0).isObject();
    if (!objects || !KEYS.containsKey(name)) {
      return Optional.empty();
    }
    boolean servicePorts = name.equals("ports") && type.plural().equals("services");
    return Optional.of(servicePorts ? "port" : KEYS.getOrDefault(name, ""));
  }

  private static int indexOf(ArrayNode list, String key, JsonNode value) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path(key).equals(value)) {
        return i;
      }
    }
    return -1;
  }
}
