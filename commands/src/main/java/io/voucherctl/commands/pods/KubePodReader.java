package io.voucherctl.commands.pods;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.KubeRequest;
import io.voucherctl.commands.kube.KubeSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads pods from a cluster, page by page, as plain JSON: building Fabric8's typed model costs a
 * short command more than the request. Owners and events are asked for only when something died,
 * and missing them is a note, not a failure.
 */
public final class KubePodReader implements PodReader {
  private static final int PAGE = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubeSession session;

  public KubePodReader(KubeSession session) {
    this.session = session;
  }

  @Override
  public PodReading read(PodQuery query) {
    String namespace = namespace(query);
    List<PodSnapshot> pods = new ArrayList<>();
    String labels = query.selector() == null ? "" : "&labelSelector=" + encoded(query.selector());
    each("/api/v1", "pods", "", namespace, labels, pod -> pods.add(PodDocuments.pod(pod)));
    List<String> notes = new ArrayList<>();
    return new PodReading(
        pods,
        owners(pods, namespace, notes),
        events(pods, namespace, notes),
        namespace == null ? "all namespaces" : "namespace " + namespace,
        notes);
  }

  private @Nullable String namespace(PodQuery query) {
    if (query.allNamespaces()) {
      return null;
    }
    return query.namespace() == null ? session.namespace() : query.namespace();
  }

  private Map<String, Owner> owners(
      List<PodSnapshot> pods, @Nullable String namespace, List<String> notes) {
    Map<String, Owner> owners = new HashMap<>();
    Consumer<JsonNode> add =
        object -> {
          Owner owner = PodDocuments.owner(object);
          if (owner != null) {
            owners.put(object.path("metadata").path("uid").asText(), owner);
          }
        };
    if (isOwnedBy("ReplicaSet", pods)) {
      optional(
          "owners are shown without their Deployments",
          notes,
          () -> each("/apis/apps/v1", "replicasets", ".apps", namespace, "", add));
    }
    if (isOwnedBy("Job", pods)) {
      optional(
          "owners are shown without their CronJobs",
          notes,
          () -> each("/apis/batch/v1", "jobs", ".batch", namespace, "", add));
    }
    return owners;
  }

  private List<PodEvent> events(
      List<PodSnapshot> pods, @Nullable String namespace, List<String> notes) {
    List<PodEvent> events = new ArrayList<>();
    if (pods.stream().anyMatch(PodSnapshot::died)) {
      String ofPods = "&fieldSelector=" + encoded("involvedObject.kind=Pod");
      optional(
          "probe kills cannot be told from other kills",
          notes,
          () ->
              each(
                  "/api/v1",
                  "events",
                  "",
                  namespace,
                  ofPods,
                  object -> {
                    PodEvent event = PodDocuments.event(object);
                    if (event != null && Cause.isEvidence(event)) {
                      events.add(event);
                    }
                  }));
    }
    return events;
  }

  private static boolean isOwnedBy(String kind, List<PodSnapshot> pods) {
    return pods.stream()
        .anyMatch(pod -> pod.died() && pod.owner() != null && pod.owner().kind().equals(kind));
  }

  private static void optional(String consequence, List<String> notes, Runnable reading) {
    try {
      reading.run();
    } catch (Failure e) {
      notes.add(consequence + ": " + e.line());
    }
  }

  private void each(
      String api,
      String resource,
      String group,
      @Nullable String namespace,
      String parameters,
      Consumer<JsonNode> consumer) {
    KubeRequest request = KubeRequest.list(resource + group, namespace);
    String scope = namespace == null ? "/" : "/namespaces/" + encoded(namespace) + "/";
    String first = api + scope + resource + "?limit=" + PAGE + parameters;
    String next = first;
    while (next != null) {
      JsonNode page = page(request, next);
      page.path("items").forEach(consumer);
      String token = page.path("metadata").path("continue").asText("");
      next = token.isEmpty() ? null : first + "&continue=" + encoded(token);
    }
  }

  private JsonNode page(KubeRequest request, String path) {
    String text = session.call(request, client -> client.raw(path, "GET", null));
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Failure.Broken(
          "cannot " + request + ": the server does not speak the Kubernetes API", null, null);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
