package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.http.Handler;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.http.Router;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request: knows the caller or refuses, routes, and words refusals as Status. */
final class ClusterApi implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterApi.class);
  private static final Set<String> HEALTH = Set.of("/livez", "/readyz", "/healthz");
  private static final String SCHEME = "Bearer ";

  /** What answers with what is there. */
  record Readers(ObjectLists lists, Watches watches, LogRoutes logs) {}

  private final byte[] token;
  private final Router router;

  ClusterApi(String token, ObjectStore store, Readers readers, RandomGenerator random) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    Router.Builder routes = Router.builder(new StatusErrors());
    HEALTH.forEach(path -> routes.route("GET", path, _ -> Response.text(200, "ok")));
    addDiscovery(routes);
    ObjectWrites writes = new ObjectWrites(store, random);
    Deletion deletion = new Deletion(store);
    for (ResourceType type : ResourceTable.ALL) {
      new ObjectRoutes(type, store, readers.lists(), writes, deletion, readers.watches())
          .addTo(routes);
      if (type.has("log")) {
        routes.route("GET", ObjectRoutes.item(type) + "/log", readers.logs()::log);
      }
    }
    this.router = routes.build();
  }

  @Override
  public Response handle(Request request) throws Exception {
    try {
      if (!isKnown(request) && !HEALTH.contains(request.head().rawTarget())) {
        return StatusErrors.response(new StatusException(401, "Unauthorized", "Unauthorized"));
      }
      return router.handle(request);
    } catch (StatusException e) {
      return StatusErrors.response(e);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      LOG.error("{} {} failed", request.method(), request.head().rawTarget(), e);
      return StatusErrors.response(
          new StatusException(500, "InternalError", "Internal error occurred"));
    }
  }

  /** Takes as long for a wrong token as for the right one. */
  private boolean isKnown(Request request) {
    String header = request.header("authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] given = header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(token, given);
  }

  private static void addDiscovery(Router.Builder routes) {
    document(routes, "/version", Discovery::version);
    document(routes, "/api", Discovery::coreVersions);
    document(routes, "/apis", Discovery::groups);
    for (String group : Discovery.groupNames()) {
      document(routes, "/apis/" + group, () -> Discovery.group(group));
    }
    TreeSet<String> roots = new TreeSet<>();
    for (ResourceType type : ResourceTable.ALL) {
      if (roots.add(ObjectRoutes.root(type))) {
        document(routes, ObjectRoutes.root(type), () -> Discovery.resources(type.apiVersion()));
      }
    }
  }

  private static void document(Router.Builder routes, String path, Supplier<ObjectNode> document) {
    routes.route("GET", path, _ -> Response.json(200, Json.bytes(document.get(), false)));
  }
}
