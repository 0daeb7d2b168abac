package io.voucherctl.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to a method and a raw target. Immutable and safe for all threads; a match
 * allocates nothing unless the target carries escapes in a literal's place. Literal beats
 * parameter, HEAD falls back to GET, one trailing slash is ignored, empty segments never match.
 */
public final class RouteTable<T> {
  /** One route: what was registered, handed out again by every match. */
  public record Entry<T>(String method, RouteTemplate template, T value) {}

  private final Node<T> root;

  private RouteTable(Node<T> root) {
    this.root = root;
  }

  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /** The route of a request; null when no template fits both path and method. */
  public @Nullable Entry<T> match(String method, String rawTarget) {
    int start = RawTarget.pathStart(rawTarget);
    if (start < 0) {
      return null;
    }
    int end = RawTarget.resourceEnd(rawTarget, start);
    Entry<T> found = find(root, method, rawTarget, start, end);
    if (found == null && method.equals("HEAD")) {
      return find(root, "GET", rawTarget, start, end);
    }
    return found;
  }

  /** Methods a path knows, sorted; empty when no template fits the path. */
  public Set<String> allowed(String rawTarget) {
    Set<String> methods = new TreeSet<>();
    int start = RawTarget.pathStart(rawTarget);
    if (start >= 0) {
      collect(root, methods, rawTarget, start, RawTarget.resourceEnd(rawTarget, start));
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods;
  }

  private static <T> @Nullable Entry<T> find(
      Node<T> node, String method, String target, int slash, int end) {
    if (slash >= end) {
      return node.entries.get(method);
    }
    int to = RawTarget.segmentEnd(target, slash + 1, end);
    Node<T> literal = node.literal(target, slash + 1, to);
    Entry<T> found = literal == null ? null : find(literal, method, target, to, end);
    Node<T> parameter = node.parameter;
    if (found != null || parameter == null || to == slash + 1) {
      return found;
    }
    return find(parameter, method, target, to, end);
  }

  private static <T> void collect(
      Node<T> node, Set<String> methods, String target, int slash, int end) {
    if (slash >= end) {
      methods.addAll(node.entries.keySet());
      return;
    }
    int to = RawTarget.segmentEnd(target, slash + 1, end);
    Node<T> literal = node.literal(target, slash + 1, to);
    if (literal != null) {
      collect(literal, methods, target, to, end);
    }
    if (node.parameter != null && to > slash + 1) {
      collect(node.parameter, methods, target, to, end);
    }
  }

  private static final class Node<T> {
    final List<String> names = new ArrayList<>();
    final List<Node<T>> literals = new ArrayList<>();
    final Map<String, Entry<T>> entries = new HashMap<>();
    @Nullable Node<T> parameter;

    @Nullable Node<T> literal(String target, int from, int to) {
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        if (name.length() == to - from && target.startsWith(name, from)) {
          return literals.get(i);
        }
      }
      int escape = target.indexOf('%', from);
      if (escape < 0 || escape >= to) {
        return null;
      }
      int at = names.indexOf(RawTarget.decode(target, from, to, false));
      return at < 0 ? null : literals.get(at);
    }

    Node<T> child(String segment) {
      if (RouteTemplate.isParameter(segment)) {
        if (parameter == null) {
          parameter = new Node<>();
        }
        return parameter;
      }
      int at = names.indexOf(segment);
      if (at >= 0) {
        return literals.get(at);
      }
      Node<T> fresh = new Node<>();
      names.add(segment);
      literals.add(fresh);
      return fresh;
    }
  }

  /** Collects routes; used by one thread. */
  public static final class Builder<T> {
    private Node<T> root = new Node<>();

    private Builder() {}

    /** Throws {@link IllegalArgumentException} for a route that is there already. */
    public Builder<T> add(String method, String template, T value) {
      RouteTemplate shape = RouteTemplate.of(template);
      Node<T> node = root;
      for (String segment : shape.segments()) {
        node = node.child(segment);
      }
      if (node.entries.putIfAbsent(method, new Entry<>(method, shape, value)) != null) {
        throw new IllegalArgumentException("two routes for " + method + " " + template);
      }
      return this;
    }

    /** The table; the builder starts anew. */
    public RouteTable<T> build() {
      Node<T> built = root;
      root = new Node<>();
      return new RouteTable<>(built);
    }
  }
}
