package io.voucherctl.server.http;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a path: {@code /v1/vouchers/{code}/validate}. Literals are compared after decoding,
 * a {@code {name}} stands for exactly one segment that is not empty.
 */
public final class RouteTemplate {
  private final String text;
  private final List<String> segments;

  private RouteTemplate(String text, List<String> segments) {
    this.text = text;
    this.segments = segments;
  }

  /** Throws {@link IllegalArgumentException} when the text is not a template. */
  public static RouteTemplate of(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a route begins with a slash: " + text);
    }
    List<String> segments =
        text.equals("/") ? List.of() : List.of(text.substring(1).split("/", -1));
    Set<String> names = new HashSet<>();
    for (String segment : segments) {
      boolean braces = segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0;
      if (segment.isEmpty() || (braces && !isParameter(segment))) {
        throw new IllegalArgumentException("not a route: " + text);
      }
      if (isParameter(segment) && !names.add(segment)) {
        throw new IllegalArgumentException(segment + " stands twice in " + text);
      }
    }
    return new RouteTemplate(text, segments);
  }

  static boolean isParameter(String segment) {
    return segment.length() > 2
        && segment.indexOf('{') == 0
        && segment.indexOf('}') == segment.length() - 1;
  }

  List<String> segments() {
    return segments;
  }

  /** Decoded parameters of a target that matched; null when one of them is badly escaped. */
  public @Nullable Map<String, String> values(String rawTarget) {
    Map<String, String> values = new LinkedHashMap<>();
    int start = RawTarget.pathStart(rawTarget);
    int end = RawTarget.resourceEnd(rawTarget, start);
    int from = start + 1;
    for (String segment : segments) {
      int to = RawTarget.segmentEnd(rawTarget, from, end);
      if (isParameter(segment)) {
        String value = RawTarget.decode(rawTarget, from, to, false);
        if (value == null) {
          return null;
        }
        values.put(segment.substring(1, segment.length() - 1), value);
      }
      from = to + 1;
    }
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RouteTemplate that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The template as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
