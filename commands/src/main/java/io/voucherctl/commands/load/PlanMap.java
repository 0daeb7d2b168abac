package io.voucherctl.commands.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of a plan file with the keys that it may have. Whatever is wrong with a value is noted
 * where it stands, and the value is then null as if it were not there.
 */
final class PlanMap {
  private static final int LONGEST_QUOTE = 60;
  private static final int MOST_LISTED = 20;

  private final Node node;
  private final PlanMistakes mistakes;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private boolean sound = true;

  /** A node that is no mapping is noted, and is then an empty one. */
  PlanMap(Node node, String what, List<String> known, PlanMistakes mistakes) {
    this.node = node;
    this.mistakes = mistakes;
    if (!(node instanceof MappingNode mapping)) {
      mistakes.add(node, what + " must be keys and values: " + String.join(", ", known));
      return;
    }
    mistakes.visit(mapping.getValue().size());
    for (NodeTuple entry : mapping.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (!known.contains(key)) {
        sound = false;
        mistakes.add(entry.getKeyNode(), unknown("key", key, what, known));
      } else if (values.put(key, entry.getValueNode()) != null) {
        mistakes.add(entry.getKeyNode(), "key '" + key + "' stands twice in " + what);
      }
    }
  }

  /** The value of a key, or the whole mapping when it has none. */
  Node nodeOf(String key) {
    return values.getOrDefault(key, node);
  }

  /** False when it was said already that this is no mapping. */
  boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** False when a key was none of the known ones: what it was to say is then not missing. */
  boolean isSound() {
    return sound;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  @Nullable Node get(String key) {
    return values.get(key);
  }

  List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** Read by a parser that says what is wrong in an IllegalArgumentException. */
  <T> @Nullable T value(String key, Function<String, T> parser) {
    Node value = values.get(key);
    return value == null ? null : value(value, key, parser, mistakes);
  }

  /** As {@link #value}, and its absence is a mistake. */
  <T> @Nullable T required(String key, String what, Function<String, T> parser) {
    if (!has(key) && isMapping()) {
      mistakes.add(node, what + " needs '" + key + "'");
    }
    return value(key, parser);
  }

  @Nullable Integer number(String key, int least, int most) {
    return value(key, text -> number(key, text, least, most));
  }

  /** The items of a list; a value that is no list is noted. */
  List<Node> items(String key) {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof SequenceNode list && !list.getValue().isEmpty()) {
      mistakes.visit(list.getValue().size());
      return list.getValue();
    }
    mistakes.add(value, "'" + key + "' must be a list with at least one entry, each behind a dash");
    return List.of();
  }

  void mistake(String key, String what) {
    mistakes.add(nodeOf(key), what);
  }

  static <T> @Nullable T value(
      Node value, String key, Function<String, T> parser, PlanMistakes mistakes) {
    mistakes.visit(1);
    if (!(value instanceof ScalarNode scalar)) {
      mistakes.add(value, "'" + key + "' must be a single value");
      return null;
    }
    try {
      return parser.apply(scalar.getValue());
    } catch (IllegalArgumentException e) {
      mistakes.add(value, shortened(key + ": " + e.getMessage(), scalar.getValue()));
      return null;
    }
  }

  static int number(String key, String text, int least, int most) {
    long number = text.matches("-?\\d{1,9}") ? Long.parseLong(text) : Long.MIN_VALUE;
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "must be a whole number from " + least + " to " + most + ", not '" + text + "'");
    }
    return (int) number;
  }

  /**
   * Says that a word is none of the known ones, and which one was probably meant.
   *
   * @param kind of word, such as key
   * @param place where the known ones are known, such as a tenant
   */
  static String unknown(String kind, String word, String place, List<String> known) {
    String nearest = NearestWord.of(word, known);
    String some = String.join(", ", known.subList(0, Math.min(known.size(), MOST_LISTED)));
    String more =
        known.size() > MOST_LISTED ? " and " + (known.size() - MOST_LISTED) + " more" : "";
    return shortened(
        "unknown %s '%s' in %s; ".formatted(kind, word, place)
            + (nearest == null ? "there are " + some + more : "did you mean '" + nearest + "'?"),
        word);
  }

  /** A line of the file may be as long as it likes; a message may not. */
  private static String shortened(String message, String quoted) {
    String plain = message.replaceAll("\\p{Cntrl}+", " ");
    String flat = quoted.replaceAll("\\p{Cntrl}+", " ");
    return flat.length() <= LONGEST_QUOTE
        ? plain
        : plain.replace(flat, flat.substring(0, LONGEST_QUOTE) + "...");
  }
}
