package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code labelSelector}: requirements separated by commas, all of which must hold. {@code a=b},
 * {@code a==b}, {@code a!=b}, {@code a in (b,c)}, {@code a notin (b,c)}, {@code a}, {@code !a}; the
 * negative forms also hold without the label.
 */
final class LabelSelector implements Predicate<JsonNode> {
  private static final String KEY = "([A-Za-z0-9][-A-Za-z0-9_./]*)";
  private static final String VALUE = "([-A-Za-z0-9_.]*)";
  private static final Pattern EQUALITY = Pattern.compile(KEY + "\\s*(==?|!=)\\s*" + VALUE);
  private static final Pattern SET =
      Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([-A-Za-z0-9_., ]*)\\)");
  private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*" + KEY);

  private record Requirement(String key, boolean negative, Set<String> values, boolean anyValue) {
    boolean holds(JsonNode labels) {
      JsonNode value = labels.path(key);
      boolean found = value.isTextual() && (anyValue || values.contains(value.textValue()));
      return found != negative;
    }
  }

  private final List<Requirement> requirements;

  private LabelSelector(List<Requirement> requirements) {
    this.requirements = requirements;
  }

  /** Reads a selector; an empty one selects everything, a broken one is a BadRequest. */
  static LabelSelector parse(String text) {
    List<Requirement> requirements = new ArrayList<>();
    for (String part : split(text)) {
      requirements.add(requirement(part.strip(), text));
    }
    return new LabelSelector(List.copyOf(requirements));
  }

  boolean isEmpty() {
    return requirements.isEmpty();
  }

  @Override
  public boolean test(JsonNode object) {
    JsonNode labels = object.path("metadata").path("labels");
    return requirements.stream().allMatch(requirement -> requirement.holds(labels));
  }

  private static Requirement requirement(String part, String whole) {
    Matcher equality = EQUALITY.matcher(part);
    if (equality.matches()) {
      boolean negative = equality.group(2).equals("!=");
      return new Requirement(equality.group(1), negative, Set.of(equality.group(3)), false);
    }
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      boolean negative = set.group(2).equals("notin");
      return new Requirement(set.group(1), negative, values(set.group(3)), false);
    }
    Matcher existence = EXISTENCE.matcher(part);
    if (existence.matches()) {
      return new Requirement(existence.group(2), !existence.group(1).isEmpty(), Set.of(), true);
    }
    throw StatusException.badRequest("unable to parse labelSelector: \"" + whole + "\"");
  }

  private static Set<String> values(String list) {
    Set<String> values = new TreeSet<>();
    for (String value : list.split(",", -1)) {
      values.add(value.strip());
    }
    return values;
  }

  /** Splits at the commas that stand outside of parentheses. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    if (text.isBlank()) {
      return parts;
    }
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
