package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code fieldSelector}: {@code =}, {@code ==} and {@code !=} on the fields a resource offers; an
 * absent field is an empty text. A field that is not offered is a BadRequest.
 */
final class FieldSelector implements Predicate<JsonNode> {
  private static final Pattern TERM = Pattern.compile("([A-Za-z.]+)\\s*(==?|!=)\\s*([^=!]*)");
  private static final Set<String> EVERYWHERE = Set.of("metadata.name", "metadata.namespace");
  private static final Map<String, Set<String>> OFFERED =
      Map.of(
          "pods",
          Set.of("status.phase", "status.podIP", "spec.nodeName", "spec.restartPolicy"),
          "events",
          Set.of(
              "involvedObject.kind",
              "involvedObject.namespace",
              "involvedObject.name",
              "involvedObject.uid",
              "involvedObject.apiVersion",
              "involvedObject.resourceVersion",
              "involvedObject.fieldPath",
              "reason",
              "reportingComponent",
              "type"),
          "secrets",
          Set.of("type"),
          "namespaces",
          Set.of("status.phase"),
          "replicasets",
          Set.of("status.replicas"));

  private record Term(List<String> path, boolean negative, String value) {
    boolean holds(JsonNode object) {
      JsonNode node = object;
      for (String step : path) {
        node = node.path(step);
      }
      return node.asText("").equals(value) != negative;
    }
  }

  private final List<Term> terms;

  private FieldSelector(List<Term> terms) {
    this.terms = terms;
  }

  static FieldSelector parse(ResourceType type, String text) {
    List<Term> terms = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      Matcher matcher = TERM.matcher(part.strip());
      if (!matcher.matches()) {
        throw StatusException.badRequest("unable to parse fieldSelector: \"" + text + "\"");
      }
      String field = matcher.group(1);
      if (!EVERYWHERE.contains(field)
          && !OFFERED.getOrDefault(type.plural(), Set.of()).contains(field)) {
        throw StatusException.badRequest("field label not supported: " + field);
      }
      List<String> path = List.of(field.split("\\.", -1));
      terms.add(new Term(path, matcher.group(2).equals("!="), matcher.group(3)));
    }
    return new FieldSelector(List.copyOf(terms));
  }

  boolean isEmpty() {
    return terms.isEmpty();
  }

  @Override
  public boolean test(JsonNode object) {
    return terms.stream().allMatch(term -> term.holds(object));
  }
}
