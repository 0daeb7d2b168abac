package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.ObjectWrites.View;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.http.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The routes of one resource type: get, list, watch, create, update, patch, delete. */
final class ObjectRoutes {
  private final ResourceType type;
  private final ObjectStore store;
  private final ObjectLists lists;
  private final ObjectWrites writes;
  private final Deletion deletion;
  private final Watches watches;

  ObjectRoutes(
      ResourceType type,
      ObjectStore store,
      ObjectLists lists,
      ObjectWrites writes,
      Deletion deletion,
      Watches watches) {
    this.type = type;
    this.store = store;
    this.lists = lists;
    this.writes = writes;
    this.deletion = deletion;
    this.watches = watches;
  }

  /** Where the paths of a type begin. */
  static String root(ResourceType type) {
    return (type.group().isEmpty() ? "/api/" : "/apis/") + type.apiVersion();
  }

  /** The template of one object's path. */
  static String item(ResourceType type) {
    return collection(type) + "/{name}";
  }

  private static String collection(ResourceType type) {
    return root(type) + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
  }

  void addTo(Router.Builder router) {
    String collection = collection(type);
    if (type.namespaced()) {
      router.route("GET", root(type) + "/" + type.plural(), request -> list(request, null));
    }
    router.route("GET", collection, request -> list(request, namespace(request)));
    router.route("POST", collection, this::create);
    router.route("DELETE", collection, this::deleteCollection);
    router.route("GET", item(type), this::get);
    router.route("PUT", item(type), request -> replace(request, View.WHOLE));
    router.route("PATCH", item(type), request -> patch(request, View.WHOLE));
    router.route("DELETE", item(type), this::delete);
    if (type.has("status")) {
      addView(router, "/status", View.STATUS);
    }
    if (type.has("scale")) {
      addView(router, "/scale", View.SCALE);
    }
  }

  private void addView(Router.Builder router, String suffix, View view) {
    String path = item(type) + suffix;
    router.route(
        "GET",
        path,
        request -> {
          ObjectNode object = found(request);
          return answer(request, 200, view == View.SCALE ? ScaleView.of(object) : object);
        });
    router.route("PUT", path, request -> replace(request, view));
    router.route("PATCH", path, request -> patch(request, view));
  }

  private Response get(Request request) {
    lists.requireReached(new Parameters(request).count(ObjectMeta.RESOURCE_VERSION).orElse(0));
    return answer(request, 200, found(request));
  }

  private Response list(Request request, @Nullable String namespace) {
    Parameters parameters = new Parameters(request);
    return parameters.flag("watch")
        ? watches.watch(type, namespace, parameters)
        : answer(request, 200, lists.list(type, namespace, parameters));
  }

  private Response create(Request request) {
    MediaTypes.requireJson(request);
    ObjectNode document = Json.parseObject(request.body());
    boolean dryRun = new Parameters(request).dryRun();
    return answer(request, 201, writes.create(type, namespace(request), document, dryRun));
  }

  private Response replace(Request request, View view) {
    MediaTypes.requireJson(request);
    ObjectNode document = Json.parseObject(request.body());
    return update(request, view, _ -> document);
  }

  private Response patch(Request request, View view) {
    byte[] body = request.body();
    UnaryOperator<ObjectNode> patch =
        switch (MediaTypes.of(request)) {
          case MediaTypes.MERGE_PATCH -> object -> MergePatch.apply(object, Json.parseObject(body));
          case MediaTypes.STRATEGIC_PATCH ->
              object -> StrategicPatch.apply(type, object, Json.parseObject(body));
          case MediaTypes.JSON_PATCH -> object -> JsonPatch.apply(object, operations(body));
          default -> throw MediaTypes.notAPatch(MediaTypes.of(request));
        };
    return update(request, view, patch);
  }

  private Response update(Request request, View view, UnaryOperator<ObjectNode> edit) {
    boolean dryRun = new Parameters(request).dryRun();
    return answer(request, 200, writes.update(type, key(request), view, edit, dryRun));
  }

  private Response delete(Request request) {
    DeleteOptions options = DeleteOptions.of(new Parameters(request));
    Deletion.Outcome outcome = deletion.delete(type, key(request), options);
    boolean shown = !outcome.gone() || type.isPod();
    ObjectNode object = outcome.object();
    return answer(request, 200, shown ? object : StatusErrors.deleted(type, object));
  }

  private Response deleteCollection(Request request) {
    Parameters parameters = new Parameters(request);
    DeleteOptions options = DeleteOptions.of(parameters);
    Selection selection = parameters.selection(type);
    String where = type.namespaced() ? namespace(request) : null;
    ObjectStore.Listing there = store.snapshot(type.plural(), where, -1);
    List<ObjectNode> selected = there.items().stream().filter(selection).toList();
    List<ObjectStore.Key> keys = new ArrayList<>();
    selected.forEach(object -> keys.add(ObjectMeta.key(type.plural(), object)));
    deletion.deleteAll(type, keys, options);
    return answer(request, 200, ObjectLists.of(type, selected, there.revision()));
  }

  private ObjectNode found(Request request) {
    ObjectStore.Key key = key(request);
    return store.find(key).orElseThrow(() -> StatusException.notFound(key.resource(), key.name()));
  }

  private ObjectStore.Key key(Request request) {
    return new ObjectStore.Key(type.plural(), namespace(request), request.path("name"));
  }

  private String namespace(Request request) {
    return type.namespaced() ? request.path("namespace") : "";
  }

  private static ArrayNode operations(byte[] body) {
    JsonNode patch = Json.parse(body);
    if (patch instanceof ArrayNode operations) {
      return operations;
    }
    throw StatusException.badRequest("a JSON patch is a list of operations");
  }

  private static Response answer(Request request, int status, ObjectNode object) {
    boolean pretty = new Parameters(request).flag("pretty");
    return Response.json(status, Json.bytes(object, pretty));
  }
}
