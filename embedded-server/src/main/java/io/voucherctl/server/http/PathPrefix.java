package io.voucherctl.server.http;

import java.util.List;

/**
 * A place in the tree of paths, such as {@code /client/v1}, and which request targets lie in it.
 * Every target is read in two ways: as a {@link RouteTable} reads it, segment by segment as they
 * stand, and as a server would that drops empty segments and resolves {@code .} and {@code ..} (RFC
 * 3986, 5.2.4). Escapes are decoded in both, after the path was split. Immutable and safe for all
 * threads; asking allocates nothing.
 */
public final class PathPrefix {
  /** Where a target lies. */
  public enum Place {
    INSIDE,
    OUTSIDE,
    /** In by one reading, out by the other: whoever is behind may take it for either. */
    UNCLEAR
  }

  private final String[] segments;

  private PathPrefix(String[] segments) {
    this.segments = segments;
  }

  /** Throws {@link IllegalArgumentException} when the text is not a path of literals. */
  public static PathPrefix of(String path) {
    List<String> segments = RouteTemplate.of(path).segments();
    if (segments.isEmpty() || segments.stream().anyMatch(RouteTemplate::isParameter)) {
      throw new IllegalArgumentException("not a path of literals: " + path);
    }
    return new PathPrefix(segments.toArray(String[]::new));
  }

  /** The prefix itself lies inside; what has no path at all lies outside. */
  public Place place(String rawTarget) {
    int start = RawTarget.pathStart(rawTarget);
    int end = RawTarget.pathEnd(rawTarget);
    int index = 0;
    int routed = 0;
    int depth = 0;
    int resolved = 0;
    for (int slash = start; slash >= 0 && slash < end; index++) {
      int from = slash + 1;
      int to = RawTarget.segmentEnd(rawTarget, from, end);
      routed = next(routed, index, rawTarget, from, to);
      if (is("..", rawTarget, from, to)) {
        depth = Math.max(0, depth - 1);
        resolved = Math.min(resolved, depth);
      } else if (to > from && !is(".", rawTarget, from, to)) {
        resolved = next(resolved, depth, rawTarget, from, to);
        depth++;
      }
      slash = to;
    }
    boolean inside = resolved == segments.length;
    if (inside != (routed == segments.length)) {
      return Place.UNCLEAR;
    }
    return inside ? Place.INSIDE : Place.OUTSIDE;
  }

  /** How many segments agree once one more has been looked at, the first that differs ends it. */
  private int next(int agreed, int index, String target, int from, int to) {
    boolean goesOn = agreed == index && index < segments.length;
    return goesOn && is(segments[index], target, from, to) ? agreed + 1 : agreed;
  }

  private static boolean is(String literal, String target, int from, int to) {
    int at = from;
    for (int i = 0; i < literal.length(); i++) {
      if (at >= to) {
        return false;
      }
      int c = target.charAt(at);
      if (c == '%') {
        c = RawTarget.escaped(target, at, to);
        at += 2;
      }
      if (c != literal.charAt(i)) {
        return false;
      }
      at++;
    }
    return at == to;
  }
}
