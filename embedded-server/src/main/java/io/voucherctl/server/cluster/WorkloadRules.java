package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.server.cluster.StatusException.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a pod's, a Deployment's and a ReplicaSet's spec must be like. */
final class WorkloadRules {
  private WorkloadRules() {}

  static List<Cause> pod(JsonNode spec, String field) {
    List<Cause> causes = new ArrayList<>();
    if (spec.path("containers").isEmpty()) {
      causes.add(Cause.required(field + ".containers"));
    }
    Set<String> names = new HashSet<>();
    for (String list : List.of("initContainers", "containers")) {
      JsonNode containers = spec.path(list);
      if (!containers.isMissingNode() && !containers.isNull() && !containers.isArray()) {
        causes.add(Cause.invalid(field + "." + list, "must be a list"));
      }
      int index = 0;
      for (JsonNode container : containers) {
        String at = field + "." + list + "[" + index++ + "].name";
        String name = container.path("name").asText("");
        if (name.isEmpty()) {
          causes.add(Cause.required(at));
        } else if (!Rules.isLabel(name)) {
          causes.add(Cause.invalid(at, "not an RFC 1123 label"));
        } else if (!names.add(name)) {
          causes.add(new Cause(at, "FieldValueDuplicate", "Duplicate value: \"" + name + "\""));
        }
      }
    }
    nonNegative(
        causes,
        spec.path("terminationGracePeriodSeconds"),
        field + ".terminationGracePeriodSeconds");
    return causes;
  }

  static List<Cause> controller(JsonNode spec) {
    List<Cause> causes =
        new ArrayList<>(pod(spec.path("template").path("spec"), "spec.template.spec"));
    nonNegative(causes, spec.path("replicas"), "spec.replicas");
    JsonNode selector = spec.path("selector");
    JsonNode wanted = selector.path("matchLabels");
    JsonNode expressions = selector.path("matchExpressions");
    if (wanted.isEmpty() && expressions.isEmpty()) {
      causes.add(Cause.required("spec.selector"));
    }
    JsonNode labels = spec.path("template").path("metadata").path("labels");
    for (var entry : wanted.properties()) {
      if (!labels.path(entry.getKey()).equals(entry.getValue())) {
        causes.add(
            Cause.invalid(
                "spec.template.metadata.labels", "`selector` does not match template `labels`"));
        break;
      }
    }
    return causes;
  }

  /** A count, if there is one, must be a whole number that is not negative. */
  static void nonNegative(List<Cause> causes, JsonNode count, String field) {
    if (count.isMissingNode() || count.isNull()) {
      return;
    }
    if (!count.isIntegralNumber() || !count.canConvertToInt() || count.intValue() < 0) {
      causes.add(
          Cause.invalid(field, count + ": must be a whole number greater than or equal to 0"));
    }
  }
}
