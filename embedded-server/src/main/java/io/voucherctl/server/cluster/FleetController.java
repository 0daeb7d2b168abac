package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.ObjectStore.Change;
import io.voucherctl.server.cluster.ObjectStore.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets pods know how many of them are ready. A Deployment with the annotation {@value #ANNOTATION}
 * names a ConfigMap; that ConfigMap's key {@value #KEY} holds the number of ready pods that the
 * Deployment selects, never below 1, and is mounted like any other. Deployments that name the same
 * ConfigMap are counted together. Acts inside the write that makes the difference, so the number is
 * as new as the readiness that the ingress goes by.
 */
public final class FleetController implements AutoCloseable {
  public static final String ANNOTATION = "voucherctl.io/fleet";
  public static final String KEY = "ready";

  private static final Logger LOG = LoggerFactory.getLogger(FleetController.class);
  private static final String CONFIG_MAPS = "configmaps";
  private static final List<String> WATCHED = List.of("deployments", "pods", CONFIG_MAPS);

  private final ObjectStore store;
  private final List<Watch> watches = new ArrayList<>();

  private FleetController(ObjectStore store) {
    this.store = store;
  }

  /** Counts what is there before it returns, and goes on until it is closed. */
  public static FleetController start(ObjectStore store) {
    FleetController controller = new FleetController(store);
    long revision = store.revision();
    for (String resource : WATCHED) {
      controller.watches.add(store.watch(resource, null, revision, controller::changed));
    }
    store.list("deployments", null).items().stream()
        .map(deployment -> ObjectMeta.text(deployment, "namespace"))
        .distinct()
        .forEach(controller::count);
    return controller;
  }

  private void changed(Change change) {
    count(change.key().namespace());
  }

  private void count(String namespace) {
    if (Namespaces.isTerminating(store, namespace)) {
      return;
    }
    Map<String, List<ObjectNode>> fleets = new TreeMap<>();
    for (ObjectNode deployment : store.snapshot("deployments", namespace, -1).items()) {
      String fleet = deployment.path("metadata").path("annotations").path(ANNOTATION).asText("");
      if (!fleet.isEmpty() && !ObjectMeta.isBeingDeleted(deployment)) {
        fleets.computeIfAbsent(fleet, _ -> new ArrayList<>()).add(deployment);
      }
    }
    fleets.forEach((fleet, deployments) -> {
      ObjectStore.Key key = new ObjectStore.Key(CONFIG_MAPS, namespace, fleet);
      try {
        write(key, deployments);
      } catch (StatusException e) {
        // One that cannot be counted must not keep the others from being.
        LOG.debug("the fleet {} is not counted: {}", key, e.getMessage());
      }
    });
  }

  private void write(ObjectStore.Key key, List<ObjectNode> deployments) {
    ObjectNode there = store.find(key).orElse(null); // first: who counts later must win
    String number = Long.toString(Math.max(1, ready(key.namespace(), deployments)));
    if (there == null) {
      ObjectNode map = fresh(key, deployments, number);
      ResourceTable.ofKind("v1", "ConfigMap").ifPresent(type -> Rules.require(type, map));
      store.create(key, map);
    } else if (!there.path("data").path(KEY).asText("").equals(number)) {
      there.withObjectProperty("data").put(KEY, number);
      store.replace(key, there);
    }
  }

  private long ready(String namespace, List<ObjectNode> deployments) {
    List<LabelSelector> selectors =
        deployments.stream()
            .map(deployment -> deployment.path("spec").path("selector"))
            .map(selector -> LabelSelector.parse(ScaleView.selector(selector)))
            .filter(selector -> !selector.isEmpty())
            .toList();
    return store.snapshot("pods", namespace, -1).items().stream()
        .filter(pod -> selectors.stream().anyMatch(selector -> selector.test(pod)))
        .filter(Ingress::ready)
        .count();
  }

  /** Goes with the last of the Deployments that it counts for. */
  private static ObjectNode fresh(
      ObjectStore.Key key, List<ObjectNode> deployments, String number) {
    ObjectNode map = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = ObjectMeta.edit(map).put("name", key.name());
    ArrayNode owners = metadata.put("namespace", key.namespace()).putArray("ownerReferences");
    for (ObjectNode deployment : deployments) {
      owners
          .addObject()
          .put("apiVersion", "apps/v1")
          .put("kind", "Deployment")
          .put("name", ObjectMeta.name(deployment))
          .put("uid", ObjectMeta.uid(deployment));
    }
    map.putObject("data").put(KEY, number);
    return map;
  }

  /** Stops counting; the ConfigMaps stay as they are. */
  @Override
  public void close() {
    watches.forEach(Watch::close);
  }
}
