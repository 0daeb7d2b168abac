package io.voucherctl.server.http;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends each request to the handler of its route, with path values and query decoded. Bad escapes
 * are 400, unknown paths 404, known paths with another method 405.
 */
public final class Router implements Handler {
  private final RouteTable<Handler> routes;
  private final @Nullable Handler fallback;
  private final ErrorShape errors;

  private Router(RouteTable<Handler> routes, @Nullable Handler fallback, ErrorShape errors) {
    this.routes = routes;
    this.fallback = fallback;
    this.errors = errors;
  }

  public static Builder builder(ErrorShape errors) {
    return new Builder(errors);
  }

  @Override
  public Response handle(Request request) throws Exception {
    RequestHead head = request.head();
    String target = head.rawTarget();
    Query query = Query.parse(target);
    if (query == null || !wellEscaped(target)) {
      return errors.error(400, "the request target is malformed", head);
    }
    RouteTable.Entry<Handler> route = routes.match(head.method(), target);
    if (route == null) {
      return unmatched(new Request(head, Map.of(), query, request.body()));
    }
    Map<String, String> values = route.template().values(target);
    if (values == null) {
      return errors.error(400, "the path is badly escaped", head);
    }
    return route.value().handle(new Request(head, values, query, request.body()));
  }

  private Response unmatched(Request request) throws Exception {
    RequestHead head = request.head();
    Set<String> allowed = routes.allowed(head.rawTarget());
    if (!allowed.isEmpty()) {
      return errors
          .error(405, head.method() + " is not allowed here", head)
          .with("allow", String.join(", ", allowed));
    }
    return fallback == null
        ? errors.error(404, "there is nothing at this path", head)
        : fallback.handle(request);
  }

  private static boolean wellEscaped(String target) {
    int start = RawTarget.pathStart(target);
    return start < 0 || RawTarget.decode(target, start, RawTarget.pathEnd(target), false) != null;
  }

  /** Collects routes; used by one thread. */
  public static final class Builder {
    private final RouteTable.Builder<Handler> routes = RouteTable.builder();
    private final ErrorShape errors;
    private @Nullable Handler fallback;

    private Builder(ErrorShape errors) {
      this.errors = errors;
    }

    /** Throws {@link IllegalArgumentException} for a bad template or a route given twice. */
    public Builder route(String method, String template, Handler handler) {
      routes.add(method, template, handler);
      return this;
    }

    /** Gets the requests whose path no route knows, instead of a 404. */
    public Builder fallback(Handler handler) {
      fallback = handler;
      return this;
    }

    public Router build() {
      return new Router(routes.build(), fallback, errors);
    }
  }
}
